import Foundation
import RowFormat

/// What the reader was asked: `list FILE` or `rows FILE [--layer NAME]`, with limits.
struct ReaderRequest {
    private enum Verb { case list, rows }

    private let verb: Verb
    private let path: String
    private var layer: String?
    private var limits = ReaderLimits()

    /// - Throws: ``ReaderFailure``.
    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        switch rest.popFirst() {
        case "list": verb = .list
        case "rows": verb = .rows
        default: throw ReaderFailure(.badRequest, ["clairevoie-reader list|rows FILE [--layer NAME]"])
        }
        guard let path = rest.popFirst() else { throw ReaderFailure(.badRequest, ["FILE"]) }
        self.path = path
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw ReaderFailure(.badRequest, [option]) }
            switch option {
            case "--layer": layer = value
            case "--memory": limits.memory = try Self.mebibytes(value)
            case "--output": limits.output = try Self.mebibytes(value)
            case "--seconds": limits.seconds = try Self.number(value)
            default: throw ReaderFailure(.badRequest, [option])
            }
        }
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), (1...1_000_000).contains(number) else { throw ReaderFailure(.badRequest, [text]) }
        return number
    }

    private static func mebibytes(_ text: String) throws -> Int { try number(text) << 20 }

    /// Shuts the process in, then opens the file and writes what was asked.
    func answer(on output: FrameOutput) throws {
        // A name that GDAL would take for one of its virtual file systems is no file of the user's.
        guard !path.hasPrefix("/vsi"), let real = unsafe realpath(path, nil) else {
            throw ReaderFailure(
                .unreadable, [path.hasPrefix("/vsi") ? "/vsi" : unsafe String(cString: strerror(errno))])
        }
        let file = unsafe String(cString: real)
        unsafe free(real)
        try limits.apply(to: output)
        let way = try OpeningWay(file: file)
        try Sandbox.close(mayRunPrograms: way.needsPrograms)
        let source = try way.open(limits)
        switch verb {
        case .list:
            try output.write(.listing(source.layers()))
            try output.write(.end(rows: 0))
        case .rows:
            // Workbooks come with empty sheets that nobody thinks of.
            let name = try choice(among: layer == nil ? source.filledNames() : source.names())
            try source.writeRows(of: name, on: output)
        }
    }

    private func choice(among names: [String]) throws -> String {
        guard let layer else {
            guard let only = names.first else { throw ReaderFailure(.noLayers) }
            guard names.count == 1 else { throw ReaderFailure(.severalLayers, names) }
            return only
        }
        guard names.contains(layer) else { throw ReaderFailure(.noSuchLayer, names) }
        return layer
    }
}

/// Layers that can be listed and read.
protocol LayerSource {
    func layers() throws -> [LayerDescription]
    /// The names of all layers.
    func names() throws -> [String]
    /// The names of the layers that have columns.
    func filledNames() throws -> [String]
    /// Writes the header, the rows and the end.
    func writeRows(of layer: String, on output: FrameOutput) throws
}

extension LayerSource {
    func names() throws -> [String] { try layers().map(\.name) }
    func filledNames() throws -> [String] { try layers().filter { !$0.columns.isEmpty }.map(\.name) }
}
