/// A name reduced to what decides whether two spellings are the same name.
///
/// Lower case without diacritics; apostrophes and full stops dropped, "&" read as "and", "St" as "Saint"; a leading
/// "the" and everything that is neither letter nor digit left out. Letters of other scripts stay as they are.
func folded(_ name: String) -> String {
  var words: [String] = []
  var word = ""
  for scalar in name.unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9":
      word.unicodeScalars.append(scalar)
    case "A"..."Z":
      word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
    case "'", "\u{2019}", "\u{02BC}", ".", "\u{0300}"..."\u{036F}":
      break
    case "&":
      words.append(word)
      words.append("and")
      word = ""
    case "\u{0}"..."\u{7F}", "\u{A0}", "\u{2010}"..."\u{2015}":
      words.append(word)
      word = ""
    default:
      if let plain = plainLetters[scalar] {
        word += plain
      } else {
        word += scalar.properties.lowercaseMapping
      }
    }
  }
  words.append(word)
  words.removeAll(where: \.isEmpty)
  while words.count > 1, words[0] == "the" { words.removeFirst() }
  return words.map { $0 == "st" ? "saint" : $0 }.joined()
}

/// The Latin letters with diacritics that names of States are written with, without them.
private let plainLetters: [Unicode.Scalar: String] = {
  let rows = [
    "a": "àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "ae": "æÆ", "c": "çćčÇĆČ", "d": "ďđĎĐ", "e": "èéêëēėęěÈÉÊËĒĖĘĚ", "g": "ğģĞĢ",
    "i": "ìíîïīįıÌÍÎÏĪĮİ", "k": "ķĶ", "l": "ļľłĻĽŁ", "n": "ñńņňÑŃŅŇ", "o": "òóôõöøōőÒÓÔÕÖØŌŐ", "oe": "œŒ",
    "r": "ŕřŔŘ", "s": "śşšșŚŞŠȘ", "ss": "ß", "t": "ťţțŤŢȚ", "u": "ùúûüūůűųÙÚÛÜŪŮŰŲ", "y": "ýÿÝŸ",
    "z": "źżžŹŻŽ",
  ]
  var letters: [Unicode.Scalar: String] = [:]
  for (plain, marked) in rows {
    for scalar in marked.unicodeScalars { letters[scalar] = plain }
  }
  return letters
}()
