extension CatalogueText {
  /// The States that exist today, codes N to Z.
  static let statesNtoZ: StaticString = """
    NAM NA Namibia
      full Republic of Namibia
      also South West Africa
    NER NE Niger
      full Republic of the Niger
    NGA NG Nigeria
      full Federal Republic of Nigeria
    NIC NI Nicaragua
      full Republic of Nicaragua
    NIU NU Niue
    NLD NL Netherlands
      full Kingdom of the Netherlands
      also Holland; Netherlands (Kingdom of the)
    NOR NO Norway
      full Kingdom of Norway
    NPL NP Nepal
      also Kingdom of Nepal; Federal Democratic Republic of Nepal
    NRU NR Nauru
      full Republic of Nauru
    NZL NZ New Zealand
      also Aotearoa New Zealand
    OMN OM Oman
      full Sultanate of Oman
      was 1970-08-09 Muscat and Oman
      also Sultanate of Muscat and Oman
    PAK PK Pakistan
      full Islamic Republic of Pakistan
    PAN PA Panama
      full Republic of Panama
    PER PE Peru
      full Republic of Peru
    PHL PH Philippines
      full Republic of the Philippines
    PLW PW Palau
      full Republic of Palau
    PNG PG Papua New Guinea
      full Independent State of Papua New Guinea
    POL PL Poland
      full Republic of Poland
    PRK KP DPR Korea
      full Democratic People's Republic of Korea
      also North Korea; DPRK; Korea, North; Korea, Democratic People's Republic of
      also Korea, Democratic People's Republic
    PRT PT Portugal
      full Portuguese Republic
    PRY PY Paraguay
      full Republic of Paraguay
    PSE PS Palestine
      full State of Palestine
      also Palestine, State of; Palestine, Occupied Territories; Occupied Palestinian Territory
      also Palestinian Territory, Occupied; West Bank and Gaza
    QAT QA Qatar
      full State of Qatar
    ROU RO Romania
      also Rumania; Roumania
    RUS RU Russia
      full Russian Federation
    RWA RW Rwanda
      full Republic of Rwanda
      also Rwandese Republic
    SAU SA Saudi Arabia
      full Kingdom of Saudi Arabia
    SDN SD Sudan
      full Republic of the Sudan
      also Republic of Sudan
    SEN SN Senegal
      full Republic of Senegal
    SGP SG Singapore
      full Republic of Singapore
    SLB SB Solomon Islands
      also British Solomon Islands
    SLE SL Sierra Leone
      full Republic of Sierra Leone
    SLV SV El Salvador
      full Republic of El Salvador
    SMR SM San Marino
      full Republic of San Marino
    SOM SO Somalia
      full Federal Republic of Somalia
      also Somali Republic; Somali Democratic Republic
    SRB RS Serbia
      full Republic of Serbia
    SSD SS South Sudan
      full Republic of South Sudan
    STP ST Sao Tome and Principe
      full Democratic Republic of Sao Tome and Principe
      also Sao Tome
    SUR SR Suriname
      full Republic of Suriname
      also Surinam; Dutch Guiana
    SVK SK Slovakia
      full Slovak Republic
    SVN SI Slovenia
      full Republic of Slovenia
    SWE SE Sweden
      full Kingdom of Sweden
    SWZ SZ Eswatini
      full Kingdom of Eswatini
      was 2018-04-19 Swaziland
      also Kingdom of Swaziland
    SYC SC Seychelles
      full Republic of Seychelles
    SYR SY Syria
      full Syrian Arab Republic
      also Syria (Syrian Arab Republic)
    TCD TD Chad
      full Republic of Chad
    TGO TG Togo
      full Togolese Republic
    THA TH Thailand
      full Kingdom of Thailand
      was 1939-06-24 Siam
      was 1945-09-08 Thailand
      was 1949-05-11 Siam
      also Siam (Thailand)
    TJK TJ Tajikistan
      full Republic of Tajikistan
      also Tadjikistan; Tadzhikistan
    TKM TM Turkmenistan
    TLS TL Timor-Leste
      full Democratic Republic of Timor-Leste
      was 2002-05-20 East Timor
      also East Timor (Timor-Leste); Timor
    TON TO Tonga
      full Kingdom of Tonga
    TTO TT Trinidad and Tobago
      full Republic of Trinidad and Tobago
      also Trinidad
    TUN TN Tunisia
      full Republic of Tunisia
    TUR TR Türkiye
      full Republic of Türkiye
      was 2022-06-01 Turkey
      also Republic of Turkey
    TUV TV Tuvalu
      also Ellice Islands
    TZA TZ Tanzania
      full United Republic of Tanzania
      was 1964-11-01 Tanganyika and Zanzibar
      also Tanzania, United Republic of
    UGA UG Uganda
      full Republic of Uganda
    UKR UA Ukraine
      was 1991-08-24 Ukrainian SSR
      also Ukraine (Soviet period); Ukrainian Soviet Socialist Republic
    URY UY Uruguay
      full Eastern Republic of Uruguay
      also Oriental Republic of Uruguay
    USA US United States
      full United States of America
      also US; U.S.A.; America
    UZB UZ Uzbekistan
      full Republic of Uzbekistan
    VAT VA Holy See
      also Vatican; Vatican City; Vatican City State; Holy See (Vatican City State)
      also Holy See (Vatican City)
    VCT VC Saint Vincent and the Grenadines
      also St. Vincent
    VEN VE Venezuela
      full Bolivarian Republic of Venezuela
      also Venezuela (Bolivarian Republic of)
    VNM VN Vietnam
      full Socialist Republic of Viet Nam
    VUT VU Vanuatu
      full Republic of Vanuatu
      was 1980-07-30 New Hebrides
    WSM WS Samoa
      full Independent State of Samoa
      was 1997-07-04 Western Samoa
      also Independent State of Western Samoa
    YEM YE Yemen
      full Republic of Yemen
      was 1962-09-27 Yemen
      was 1990-05-22 Yemen Arab Republic
      also North Yemen; Yemen (North); Yemen (Sana'a)
    ZAF ZA South Africa
      full Republic of South Africa
      also Union of South Africa; RSA
    ZMB ZM Zambia
      full Republic of Zambia
      also Northern Rhodesia
    ZWE ZW Zimbabwe
      full Republic of Zimbabwe
      was 1980-04-18 Southern Rhodesia
      also Rhodesia; Zimbabwe Rhodesia
    """
}
