extension CatalogueText {
  /// The States that exist today, codes G to M.
  static let statesGtoM: StaticString = """
    GAB GA Gabon
      full Gabonese Republic
    GBR GB United Kingdom
      full United Kingdom of Great Britain and Northern Ireland
      also UK; Great Britain; Britain; United Kingdom of Great Britain
    GEO GE Georgia
    GHA GH Ghana
      full Republic of Ghana
      also Gold Coast
    GIN GN Guinea
      full Republic of Guinea
    GMB GM Gambia
      full Republic of the Gambia
    GNB GW Guinea-Bissau
      full Republic of Guinea-Bissau
      also Portuguese Guinea
    GNQ GQ Equatorial Guinea
      full Republic of Equatorial Guinea
      also Spanish Guinea
    GRC GR Greece
      full Hellenic Republic
    GRD GD Grenada
    GTM GT Guatemala
      full Republic of Guatemala
    GUY GY Guyana
      full Co-operative Republic of Guyana
      also British Guiana
    HND HN Honduras
      full Republic of Honduras
    HRV HR Croatia
      full Republic of Croatia
    HTI HT Haiti
      full Republic of Haiti
    HUN HU Hungary
    IDN ID Indonesia
      full Republic of Indonesia
      also Netherlands East Indies; Dutch East Indies
    IND IN India
      full Republic of India
    IRL IE Ireland
      was 1937-12-29 Irish Free State
      also Republic of Ireland; Eire
    IRN IR Iran
      full Islamic Republic of Iran
      was 1935-03-22 Persia
      also Iran (Islamic Republic of)
    IRQ IQ Iraq
      full Republic of Iraq
    ISL IS Iceland
      full Republic of Iceland
    ISR IL Israel
      full State of Israel
    ITA IT Italy
      full Italian Republic
    JAM JM Jamaica
    JOR JO Jordan
      full Hashemite Kingdom of Jordan
      was 1949-04-26 Transjordan
      also Jordan, Hashemite Kingdom of
    JPN JP Japan
    KAZ KZ Kazakhstan
      full Republic of Kazakhstan
    KEN KE Kenya
      full Republic of Kenya
    KGZ KG Kyrgyzstan
      full Kyrgyz Republic
      also Kirghizia; Kirgizstan
    KHM KH Cambodia
      full Kingdom of Cambodia
      was 1970-10-09 Cambodia
      was 1975-04-30 Khmer Republic
      was 1976-04-06 Cambodia
      was 1990-02-03 Democratic Kampuchea
      also Khmer Republic (Cambodia); Kampuchea
    KIR KI Kiribati
      full Republic of Kiribati
      also Gilbert Islands
    KNA KN Saint Kitts and Nevis
      full Federation of Saint Christopher and Nevis
      also Saint Christopher and Nevis; St. Kitts
    KOR KR Republic of Korea
      also South Korea; ROK; Korea, South; Korea, Republic of
    KWT KW Kuwait
      full State of Kuwait
    LAO LA Laos
      full Lao People's Democratic Republic
      also Lao PDR; Lao
    LBN LB Lebanon
      full Lebanese Republic
    LBR LR Liberia
      full Republic of Liberia
    LBY LY Libya
      full State of Libya
      also Libyan Arab Jamahiriya; Socialist People's Libyan Arab Jamahiriya; Libyan Arab Republic
    LCA LC Saint Lucia
    LIE LI Liechtenstein
      full Principality of Liechtenstein
    LKA LK Sri Lanka
      full Democratic Socialist Republic of Sri Lanka
      was 1972-05-22 Ceylon
      also Ceylon (Sri Lanka)
    LSO LS Lesotho
      full Kingdom of Lesotho
      also Basutoland
    LTU LT Lithuania
      full Republic of Lithuania
    LUX LU Luxembourg
      full Grand Duchy of Luxembourg
    LVA LV Latvia
      full Republic of Latvia
    MAR MA Morocco
      full Kingdom of Morocco
    MCO MC Monaco
      full Principality of Monaco
    MDA MD Moldova
      full Republic of Moldova
      also Moldova, Republic of; Moldavia
    MDG MG Madagascar
      full Republic of Madagascar
      also Malagasy Republic
    MDV MV Maldives
      full Republic of Maldives
      also Maldive Islands
    MEX MX Mexico
      full United Mexican States
    MHL MH Marshall Islands
      full Republic of the Marshall Islands
    MKD MK North Macedonia
      full Republic of North Macedonia
      was 2019-02-12 FYR Macedonia
      also The former Yugoslav Republic of Macedonia; Macedonia, Former Yugoslav Republic of
      also Macedonia, the former Yugoslav Republic of; Macedonia; FYROM; FYR of Macedonia
      also Republic of Macedonia
    MLI ML Mali
      full Republic of Mali
    MLT MT Malta
      full Republic of Malta
    MMR MM Myanmar
      full Republic of Myanmar
      was 1989-06-18 Burma
      also Union of Myanmar; Burma (Myanmar); Union of Burma; Myanmar (Burma)
    MNE ME Montenegro
    MNG MN Mongolia
    MOZ MZ Mozambique
      full Republic of Mozambique
    MRT MR Mauritania
      full Islamic Republic of Mauritania
    MUS MU Mauritius
      full Republic of Mauritius
    MWI MW Malawi
      full Republic of Malawi
      also Nyasaland
    MYS MY Malaysia
      was 1963-09-16 Malaya
      also Federation of Malaya
    """
}
