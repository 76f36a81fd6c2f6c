/// States that existed in every year of the generated histories.
///
/// Their number is a prime, so that stepping through them by any step meets each once.
enum States {
  static let codes: [String] = """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN \
    BWA CAF CAN CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI \
    ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN \
    IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR \
    MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NIU NLD NOR NPL NRU NZL OMN \
    PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM STP SUR SVK \
    SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM \
    YEM ZAF ZMB ZWE
    """.split(separator: " ").map(String.init)
}

/// Words that names and sources are made of.
enum Vocabulary {
  static let bodies = [
    "Joint Commission", "Regional Council", "Permanent Conference", "Standing Union",
    "Free Trade Association",
  ]
  static let subjects = [
    "Fisheries", "River Navigation", "Civil Aviation", "Customs", "Postal Services", "Energy",
    "Plant Protection",
    "Railways", "Seismology", "Archives", "Maritime Safety", "Public Health",
  ]
  static let forms = ["Convention", "Agreement", "Protocol", "Treaty"]
  static let places = [
    "Astana", "Bishkek", "Dushanbe", "Geneva", "Minsk", "Moscow", "New York", "Oslo", "Vienna", "Yerevan",
  ]
  static let publishers = ["Depositary", "Gazette", "Ministry", "News agency", "Parliament", "Secretariat"]
  static let clauses = [
    "when deposits >= 5 effective +30d party +30d", "when deposits >= 10 effective +90d",
    "when deposits >= 20 effective first-of-month after +60d", "when deposits >= 5 effective at once",
  ]
  static let reasons = ["the register says otherwise", "read from a better copy", "entered twice"]
}
