// The command line publishes with noise from a generator that it chose; the same text is legal in the publisher's room,
// and so in its tests.
// room: clairevoie
// twin room: Disclosure
// refused: cannot find 'DiscreteLaplaceSampler' in scope
// refused: extra argument 'drawing' in call
import Disclosure
import Vocabulary

struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 1
        return state
    }
}

func publish(_ publisher: Publisher, at time: UTCSeconds) throws -> PublishReport {
    var sampler = DiscreteLaplaceSampler(Seeded(state: 7))
    return try publisher.publish(at: time, drawing: &sampler)
}
