extension CatalogueText {
  /// The entries of ISO 3166-1 that are not counted as States here, and `XKX`, which ISO leaves to its users and
  /// which the European Union, the IMF and the World Bank use for Kosovo.
  static let otherAreas: StaticString = """
    ABW AW Aruba
    AIA AI Anguilla
    ALA AX Åland Islands
      also Aland
    ASM AS American Samoa
    ATA AQ Antarctica
    ATF TF French Southern Territories
      also French Southern and Antarctic Lands; French Southern and Antarctic Territories
    BES BQ Bonaire, Sint Eustatius and Saba
      also Caribbean Netherlands
    BLM BL Saint Barthélemy
    BMU BM Bermuda
    BVT BV Bouvet Island
    CCK CC Cocos (Keeling) Islands
      also Cocos Islands; Keeling Islands
    CUW CW Curaçao
    CXR CX Christmas Island
    CYM KY Cayman Islands
    ESH EH Western Sahara
      also Sahrawi Arab Democratic Republic; Saharawi Arab Democratic Republic; Sahrawi Republic
      also Spanish Sahara
    FLK FK Falkland Islands
      also Falkland Islands (Malvinas); Falkland Islands (Islas Malvinas); Malvinas
    FRO FO Faroe Islands
    GGY GG Guernsey
    GIB GI Gibraltar
    GLP GP Guadeloupe
    GRL GL Greenland
    GUF GF French Guiana
    GUM GU Guam
    HKG HK Hong Kong
      full Hong Kong Special Administrative Region of China
      also Hong Kong, China; Hong Kong SAR
    HMD HM Heard Island and McDonald Islands
    IMN IM Isle of Man
    IOT IO British Indian Ocean Territory
    JEY JE Jersey
    MAC MO Macao
      full Macao Special Administrative Region of China
      also Macau
    MAF MF Saint Martin
      also Saint Martin (French part)
    MNP MP Northern Mariana Islands
      full Commonwealth of the Northern Mariana Islands
    MSR MS Montserrat
    MTQ MQ Martinique
    MYT YT Mayotte
    NCL NC New Caledonia
    NFK NF Norfolk Island
    PCN PN Pitcairn Islands
      also Pitcairn
    PRI PR Puerto Rico
    PYF PF French Polynesia
    REU RE Réunion
      also Reunion Island
    SGS GS South Georgia and the South Sandwich Islands
      also South Georgia and South Sandwich Islands
    SHN SH Saint Helena, Ascension and Tristan da Cunha
      also Saint Helena
    SJM SJ Svalbard and Jan Mayen
      also Svalbard
    SPM PM Saint Pierre and Miquelon
    SXM SX Sint Maarten
      also Sint Maarten (Dutch part)
    TCA TC Turks and Caicos Islands
    TKL TK Tokelau
    TWN TW Taiwan
      also Taiwan, Province of China; Chinese Taipei; Formosa
      also Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu
    UMI UM US Minor Outlying Islands
      also United States Minor Outlying Islands
    VGB VG British Virgin Islands
      also Virgin Islands, British
    VIR VI US Virgin Islands
      full Virgin Islands of the United States
      also Virgin Islands, U.S.; United States Virgin Islands
    WLF WF Wallis and Futuna
    XKX XK Kosovo
      full Republic of Kosovo
      also Kosovo (UNSCR 1244); Kosovo under UNSCR 1244; Kosova
    """
}
