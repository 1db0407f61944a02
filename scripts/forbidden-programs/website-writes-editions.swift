// The public site opens the store of editions to write; the same text is legal in the publisher's room.
// room: Website
// twin room: Disclosure
// refused: cannot find type 'EditionStore' in scope
import Editions

func write(_ text: String, to store: EditionStore) throws { try store.write { _ in print(text) } }
