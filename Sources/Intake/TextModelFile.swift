import Foundation
import Vocabulary

/// The file of a model, `DATA/models/NAME.model`: plain text, so that a person can read which words it knows.
///
/// It is readable by its owner alone, and one that others may read is refused.
public enum TextModelFile {
    private static let title = "clairevoie text model 1"
    private static let sizeLimit = 64 << 20

    /// Where a model lies in a data folder.
    public static func path(of name: String, data: String) -> String { "\(data)/models/\(name).model" }

    /// Writes a model, at once or not at all, mode 0600 from its first byte.
    ///
    /// - Throws: ``TextModelError/unwritable(file:reason:)``.
    public static func write(_ model: TextClassifier, to path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw TextModelError.unwritable(file: path, reason: error.localizedDescription)
        }
        let draft = path + ".new"
        unsafe unlink(draft)
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw TextModelError.unwritable(file: path, reason: reason()) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text(of: model).utf8))
            try handle.synchronize()
            try handle.close()
        } catch {
            unsafe unlink(draft)
            throw TextModelError.unwritable(file: path, reason: error.localizedDescription)
        }
        guard unsafe rename(draft, path) == 0 else {
            unsafe unlink(draft)
            throw TextModelError.unwritable(file: path, reason: reason())
        }
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)) }

    /// Reads a model back.
    ///
    /// - Throws: ``TextModelError`` for a file that is missing, readable by others or damaged.
    public static func read(_ path: String) throws -> TextClassifier {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue,
            let size = (attributes[.size] as? NSNumber)?.intValue, size <= sizeLimit,
            let data = FileManager.default.contents(atPath: path)
        else { throw TextModelError.unreadable(file: path) }
        guard mode & 0o077 == 0 else { throw TextModelError.exposed(file: path) }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw TextModelError.damaged(file: path, line: 1)
        }
        return try model(of: text, file: path)
    }

    /// The text of a model.
    static func text(of model: TextClassifier) -> String {
        var text = """
            \(title)
            taught \(model.taught.lowerBound) \(model.taught.upperBound)
            rows \(model.rows)
            temperature \(model.temperature)
            confidence \(model.confidence)
            categories \(model.categories.joined(separator: " "))

            """
        let width = model.categories.count
        for (number, feature) in (["*"] + model.features).enumerated() {
            let weights = model.weights[number * width..<(number + 1) * width]
            text += feature + " " + weights.map(String.init).joined(separator: " ") + "\n"
        }
        return text + "end\n"
    }

    private static func model(of text: String, file: String) throws -> TextClassifier {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func damaged(_ line: Int) -> TextModelError { .damaged(file: file, line: line + 1) }
        func fields(_ line: Int, _ key: String) throws -> [Substring] {
            let parts = lines.indices.contains(line) ? lines[line].split(separator: " ") : []
            guard parts.first == Substring(key), parts.count > 1 else { throw damaged(line) }
            return Array(parts.dropFirst())
        }
        guard lines.first == Substring(title) else { throw damaged(0) }
        let days = try fields(1, "taught")
        guard days.count == 2, let first = CivilDate(iso: days[0]), let last = CivilDate(iso: days[1]), first < last
        else { throw damaged(1) }
        guard let rows = try Int(fields(2, "rows")[0]), rows > 0 else { throw damaged(2) }
        guard let temperature = try Double(fields(3, "temperature")[0]), temperature > 0, temperature < 100 else {
            throw damaged(3)
        }
        guard let confidence = try Double(fields(4, "confidence")[0]), (0...1).contains(confidence) else {
            throw damaged(4)
        }
        let categories = try fields(5, "categories").map(String.init)
        guard (2...1000).contains(categories.count), Set(categories).count == categories.count else {
            throw damaged(5)
        }
        guard lines.count > 8, lines[lines.count - 2] == "end" else { throw damaged(lines.count - 1) }
        var features: [String] = []
        var weights: [Int32] = []
        for line in 6..<lines.count - 2 {
            let parts = lines[line].split(separator: " ")
            let words = parts.dropLast(categories.count)
            let numbers = parts.suffix(categories.count).compactMap { Int32($0) }
            guard numbers.count == categories.count, (1...2).contains(words.count),
                numbers.allSatisfy({ abs(Int($0)) < 1_000_000 }),
                line == 6 ? words == ["*"] : words.allSatisfy(isWord)
            else { throw damaged(line) }
            weights += numbers
            if line > 6 { features.append(words.joined(separator: " ")) }
        }
        guard Set(features).count == features.count else { throw damaged(6) }
        return TextClassifier(
            taught: first..<last, rows: rows, categories: categories, temperature: temperature,
            confidence: confidence, features: features, weights: weights)
    }

    private static func isWord(_ word: Substring) -> Bool {
        (2...TextWords.longest).contains(word.utf8.count) && word.utf8.allSatisfy { (97...122).contains($0) }
    }
}
