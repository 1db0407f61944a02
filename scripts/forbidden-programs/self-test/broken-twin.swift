// A twin that doesn't compile shows that the program's refusal proves nothing.
// room: Website
// refused: has no member 'forged'
// fault: twin doesn't compile
import Editions
import Vocabulary

func value(_ figure: Figure<PublicAudience>) -> Int { figure.forged }
