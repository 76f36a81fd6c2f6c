extension CatalogueText {
  /// The States that exist today, codes A to F.
  static let statesAtoF: StaticString = """
    AFG AF Afghanistan
      full Islamic Republic of Afghanistan
    AGO AO Angola
      full Republic of Angola
    ALB AL Albania
      full Republic of Albania
    AND AD Andorra
      full Principality of Andorra
    ARE AE United Arab Emirates
      also UAE; Emirates
    ARG AR Argentina
      full Argentine Republic
    ARM AM Armenia
      full Republic of Armenia
    ATG AG Antigua and Barbuda
    AUS AU Australia
      full Commonwealth of Australia
    AUT AT Austria
      full Republic of Austria
    AZE AZ Azerbaijan
      full Republic of Azerbaijan
    BDI BI Burundi
      full Republic of Burundi
    BEL BE Belgium
      full Kingdom of Belgium
    BEN BJ Benin
      full Republic of Benin
      was 1975-11-30 Dahomey
      also Republic of Dahomey; Dahomey (Benin)
    BFA BF Burkina Faso
      was 1984-08-04 Upper Volta
      also Burkina; Upper Volta (Burkina Faso); Republic of Upper Volta
    BGD BD Bangladesh
      full People's Republic of Bangladesh
    BGR BG Bulgaria
      full Republic of Bulgaria
    BHR BH Bahrain
      full Kingdom of Bahrain
    BHS BS Bahamas
      full Commonwealth of the Bahamas
    BIH BA Bosnia and Herzegovina
      full Republic of Bosnia and Herzegovina
      also Bosnia; Bosnia-Herzegovina
    BLR BY Belarus
      full Republic of Belarus
      was 1991-09-19 Byelorussian SSR
      also Byelorussia; Belorussia; Belarus (Soviet period); Byelorussian Soviet Socialist Republic
    BLZ BZ Belize
      also British Honduras
    BOL BO Bolivia
      full Plurinational State of Bolivia
      also Bolivia (Plurinational State of)
    BRA BR Brazil
      full Federative Republic of Brazil
    BRB BB Barbados
    BRN BN Brunei
      full Nation of Brunei, the Abode of Peace
      also Brunei Darussalam; Negara Brunei Darussalam
    BTN BT Bhutan
      full Kingdom of Bhutan
    BWA BW Botswana
      full Republic of Botswana
      also Bechuanaland
    CAF CF Central African Republic
      was 1976-12-04 Central African Republic
      was 1979-09-21 Central African Empire
      also CAR
    CAN CA Canada
    CHE CH Switzerland
      full Swiss Confederation
    CHL CL Chile
      full Republic of Chile
    CHN CN China
      full People's Republic of China
      also PRC; China, People's Republic of; Mainland China
    CIV CI Côte d'Ivoire
      full Republic of Côte d'Ivoire
      was 1986-01-01 Ivory Coast
      also Republic of the Ivory Coast
    CMR CM Cameroon
      full Republic of Cameroon
      also United Republic of Cameroon
    COD CD DR Congo
      full Democratic Republic of the Congo
      was 1964-08-01 Congo (Léopoldville)
      was 1971-10-27 DR Congo
      was 1997-05-17 Zaire
      also DRC; Congo (Kinshasa); Congo, Democratic Republic of the; Congo, Democratic Republic of
      also Democratic Republic of Congo; Democratic Republic of the Congo (Zaire); Republic of Zaire
      also Congo, The Democratic Republic of the
    COG CG Congo
      full Republic of the Congo
      also Congo (Brazzaville); Congo Republic; Congo, Republic of the; Congo, Republic of
      also People's Republic of the Congo
    COK CK Cook Islands
    COL CO Colombia
      full Republic of Colombia
    COM KM Comoros
      full Union of the Comoros
      also Comoro Islands
    CPV CV Cabo Verde
      full Republic of Cabo Verde
      was 2013-10-24 Cape Verde
      also Cap Vert
    CRI CR Costa Rica
      full Republic of Costa Rica
    CUB CU Cuba
      full Republic of Cuba
    CYP CY Cyprus
      full Republic of Cyprus
    CZE CZ Czechia
      full Czech Republic
      was 2016-05-17 Czech Republic
    DEU DE Germany
      full Federal Republic of Germany
      was 1949-05-23 Germany
      was 1990-10-03 Federal Republic of Germany
      also FRG; Germany, Federal Republic of; German Federal Republic; Germany, Former FRG; West Germany
      also Bundesrepublik Deutschland
    DJI DJ Djibouti
      full Republic of Djibouti
      was 1977-06-27 French Afars and Issas
      also French Territory of the Afars and the Issas; French Somaliland
    DMA DM Dominica
      full Commonwealth of Dominica
    DNK DK Denmark
      full Kingdom of Denmark
    DOM DO Dominican Republic
    DZA DZ Algeria
      full People's Democratic Republic of Algeria
    ECU EC Ecuador
      full Republic of Ecuador
    EGY EG Egypt
      full Arab Republic of Egypt
      was 1958-02-22 Egypt
      was 1971-09-02 United Arab Republic
      also UAR
    ERI ER Eritrea
      full State of Eritrea
    ESP ES Spain
      full Kingdom of Spain
    EST EE Estonia
      full Republic of Estonia
    ETH ET Ethiopia
      full Federal Democratic Republic of Ethiopia
      also Abyssinia
    FIN FI Finland
      full Republic of Finland
    FJI FJ Fiji
      full Republic of Fiji
    FRA FR France
      full French Republic
    FSM FM Micronesia
      full Federated States of Micronesia
      also Micronesia (Federated States of)
    """
}
