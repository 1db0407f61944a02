import Foundation

/// What is known of a data set that was fetched before, kept beside it.
struct FetchState: Codable, Equatable {
    /// An unfinished fetch.
    struct Unfinished: Codable, Equatable {
        /// How many bytes of the part are good.
        var bytes: Int64
        /// The key after which the next page begins; nil at the beginning.
        var after: String?
        /// The latest change seen so far.
        var latest: String?
        /// The change from which the fetch asks on; nil when it asks for everything.
        let since: String?
        /// The portal's clock when the fetch began.
        var begun: String?
        /// What tells that the file is still the same one.
        var validator: String?
    }

    /// What was fetched.
    let dataset: String
    /// The columns' names, in order; empty for a file that isn't a table of ours to look into.
    var columns: [String] = []
    /// The change up to which the copy is complete.
    var upTo: String?
    /// What tells that the file is still the same one.
    var validator: String?
    /// The fetch that stopped before its end.
    var unfinished: Unfinished?

    init(dataset: String) {
        self.dataset = dataset
    }

    /// The state kept at a path, or a new one.
    ///
    /// - Throws: ``PortalError/otherDataset(path:found:)`` when it is of another data set.
    static func load(_ path: String, dataset: String) throws -> FetchState {
        guard let data = FileManager.default.contents(atPath: path) else { return FetchState(dataset: dataset) }
        guard let state = try? JSONDecoder().decode(FetchState.self, from: data) else {
            throw PortalError.otherDataset(path: path, found: "?")
        }
        guard state.dataset == dataset else { throw PortalError.otherDataset(path: path, found: state.dataset) }
        return state
    }

    /// Keeps the state, all at once.
    func save(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PortalError.unwritable(path: path, reason: "\(error)")
        }
    }
}
