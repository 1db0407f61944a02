// A legal program, to be reported as not refused.
// room: Website
// refused: there is nothing to refuse
// fault: NOT refused
import Editions
import Vocabulary

func value(_ figure: Figure<PublicAudience>) -> Int { figure.value }
