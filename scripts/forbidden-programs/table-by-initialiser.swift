// A published table is made of numbers from nowhere.
// room: Website
// refused: 'PublishedTable<A>' initializer is inaccessible due to 'internal' protection level
import Editions
import Vocabulary

func table(
    _ description: TableDescription, in reader: EditionReader<PublicAudience>
) throws -> PublishedTable<PublicAudience> {
    #if FORBIDDEN
        PublishedTable(description: description, editions: [], values: [])
    #else
        try reader.read(description)
    #endif
}
