// A published table is decoded from JSON that anybody wrote.
// room: Website
// refused: instance method 'decode(_:from:)' requires that 'PublishedTable<PublicAudience>' conform to 'Decodable'
import Editions
import Foundation
import Vocabulary

#if FORBIDDEN
    func read(_ data: Data) throws -> PublishedTable<PublicAudience> {
        try JSONDecoder().decode(PublishedTable<PublicAudience>.self, from: data)
    }
#else
    func read(_ data: Data) throws -> [NamedPlace] { try JSONDecoder().decode([NamedPlace].self, from: data) }
#endif
