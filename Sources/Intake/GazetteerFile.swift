public import Vocabulary

/// A gazetteer in a file, as the French national address base (BAN) gives them out.
///
/// Its columns are `numero`, `rep`, `nom_voie`,
/// `code_postal`, `code_insee`, `nom_commune`, `lon`, `lat`. A file of streets alone has no `numero`.
public enum GazetteerFile {
    /// Reads all of a source.
    ///
    /// Rows without a street or a point are passed over.
    /// - Parameter file: what the user calls the file.
    /// - Throws: ``GateError/missingColumn(name:file:columns:)``, and errors of the source.
    public static func read(_ source: sending some RawBatchSource, file: String) throws -> Gazetteer {
        var source = source
        let columns = source.columns
        var selection = ColumnSelection(file: file, columns: columns)
        let street = try selection.slot("nom_voie")
        let longitude = try selection.slot("lon")
        let latitude = try selection.slot("lat")
        func optional(_ name: String) throws -> Int? { columns.contains(name) ? try selection.slot(name) : nil }
        let number = try optional("numero")
        let suffix = try optional("rep")
        let localities = try ["nom_commune", "code_postal", "code_insee"].compactMap(optional)
        var entries: [Gazetteer.Entry] = []
        while let chunk = try source.next() {
            let batch = try chunk.split(selecting: selection.numbers)
            let text = batch.bytes.span
            for record in 0..<batch.count {
                let base = record * batch.columns
                guard case .pair(let x, let y) = CoordinateFields.read(batch, base, text, (longitude, latitude)) else {
                    continue
                }
                func string(_ slot: Int) -> String {
                    let (from, to) = batch.bounds(base + slot)
                    return String(decoding: batch.bytes[from..<to], as: UTF8.self)
                }
                entries.append(
                    Gazetteer.Entry(
                        number: number.flatMap { Int(string($0)) }, suffix: suffix.map(string), street: string(street),
                        localities: localities.map(string).filter { !$0.isEmpty },
                        point: GeographicPoint(longitude: x, latitude: y)))
            }
        }
        return Gazetteer(entries)
    }
}
