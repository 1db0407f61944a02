// A figure is decoded from JSON that anybody wrote; an axis of a table may be.
// room: Website
// refused: instance method 'decode(_:from:)' requires that 'Figure<PublicAudience>' conform to 'Decodable'
import Editions
import Foundation
import Vocabulary

#if FORBIDDEN
    func read(_ data: Data) throws -> Figure<PublicAudience> {
        try JSONDecoder().decode(Figure<PublicAudience>.self, from: data)
    }
#else
    func read(_ data: Data) throws -> NamedPlace { try JSONDecoder().decode(NamedPlace.self, from: data) }
#endif
