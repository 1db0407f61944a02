// A forecast learns from what agents find where they are sent.
// room: Website
// refused: global function 'forecast(from:)' requires that 'Discovered' conform to 'ForecastableOrigin'
import Vocabulary

func forecast<O: ForecastableOrigin>(from origin: O.Type) -> Origin { O.origin }

#if FORBIDDEN
    func tomorrow() -> Origin { forecast(from: Discovered.self) }
#else
    func tomorrow() -> Origin { forecast(from: Reported.self) }
#endif
