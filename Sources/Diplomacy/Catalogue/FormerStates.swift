extension CatalogueText {
  /// Codes that were withdrawn because the State took another name, and the code of the same State today.
  static let renamedCodes: StaticString = """
    AFI - DJI
    BUR BU MMR
    BYS - BLR
    DHY DY BEN
    HVO HV BFA
    NHB NH VUT
    RHO RH ZWE
    ROM - ROU
    TMP TP TLS
    ZAR ZR COD
    """

  /// The States of ISO 3166-3 that exist no more, each with its own code.
  static let formerStates: StaticString = """
    CSK CS Czechoslovakia
      from 1918-10-28
      until 1993-01-01
      full Czech and Slovak Federative Republic
      also Czechoslovak Republic; Czechoslovak Socialist Republic; Czech and Slovak Federal Republic
      also Czechoslovakia (government-in-exile)
    DDR DD German Democratic Republic
      from 1949-10-07
      until 1990-10-03
      also East Germany; GDR; Germany, East; Germany, Democratic Republic of; Germany (Democratic Republic)
    SCG CS Serbia and Montenegro
      from 1992-04-27
      until 2006-06-03
      full State Union of Serbia and Montenegro
      was 2003-02-04 FR Yugoslavia
      also Federal Republic of Yugoslavia; FRY; Yugoslavia (FRY)
      also Yugoslavia, Federal Republic of; Yugoslavia (Serbia and Montenegro)
    SUN SU Soviet Union
      from 1922-12-30
      until 1991-12-26
      full Union of Soviet Socialist Republics
      also USSR; USSR, Union of Soviet Socialist Republics; Russia (as Soviet Union); Russia (Soviet Union)
    VDR VD Democratic Republic of Viet-Nam
      from 1945-09-02
      until 1976-07-02
      also North Vietnam; Vietnam, North; Viet-Nam, Democratic Republic of
    YMD YD Democratic Yemen
      from 1967-11-30
      until 1990-05-22
      full People's Democratic Republic of Yemen
      was 1970-11-30 Southern Yemen
      also South Yemen; Yemen, Democratic; Yemen, South; Yemen (Aden); People's Republic of Southern Yemen
      also Yemen, People's Democratic Republic of
    YUG YU Yugoslavia
      from 1918-12-01
      until 1992-04-27
      full Socialist Federal Republic of Yugoslavia
      was 1929-10-03 Kingdom of Serbs, Croats and Slovenes
      also SFR Yugoslavia; SFRY; Yugoslavia (SFRY); Yugoslavia (former); former Yugoslavia
      also Federal People's Republic of Yugoslavia; Kingdom of Yugoslavia; Serbia (as Yugoslavia)
      also Yugoslavia, Socialist Federal Republic of
    """

  /// Former States for which ISO 3166-3 has no code.
  ///
  /// These codes come from the ranges ISO leaves to its users
  /// (`XAA` to `XXZ`, `ZZA` to `ZZZ`) and mean nothing outside this catalogue.
  static let assignedStates: StaticString = """
    XTG - Tanganyika
      from 1961-12-09
      until 1964-04-26
    XVN - Republic of Viet-Nam
      from 1949-06-14
      until 1976-07-02
      was 1955-10-26 State of Viet-Nam
      also South Vietnam; Vietnam, South; Viet-Nam, Republic of; Republic of South Viet-Nam
    ZZB - Zanzibar
      from 1963-12-10
      until 1964-04-26
      also Sultanate of Zanzibar; People's Republic of Zanzibar
    """

  /// The entries of ISO 3166-3 that were never States.
  static let formerAreas: StaticString = """
    ANT AN Netherlands Antilles
      from 1954-12-15
      until 2010-10-10
      also Dutch Antilles
    ATB - British Antarctic Territory
    ATN NQ Dronning Maud Land
      also Queen Maud Land
    CTE CT Canton and Enderbury Islands
    FXX FX Metropolitan France
      also France, Metropolitan
    GEL - Gilbert and Ellice Islands
      until 1976-01-01
    JTN JT Johnston Island
    MID MI Midway Islands
    NTZ NT Neutral Zone
      also Saudi-Iraqi Neutral Zone
    PCI PC Trust Territory of the Pacific Islands
      from 1947-07-18
      until 1994-10-01
      also Pacific Islands (trust territory)
    PCZ PZ Panama Canal Zone
      until 1979-10-01
    PUS PU US Miscellaneous Pacific Islands
    SKM - Sikkim
      until 1975-05-16
    WAK WK Wake Island
    """
}
