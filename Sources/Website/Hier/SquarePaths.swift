import Markup

/// Squares of a calendar or a matrix by class, each class as one path: a year has hundreds of squares and six paths.
struct SquarePaths {
    private var paths: [String: String] = [:]
    private var hatches = ""

    /// Adds a rectangle of a class.
    mutating func add(_ colour: String, x: Int, y: Int, width: Int, height: Int) {
        paths[colour, default: ""] += "M\(x) \(y)h\(width)v\(height)h\(-width)z"
        if colour == "few" { hatches += "M\(x) \(y + height)l\(width) \(-height)" }
    }

    /// The class of a figure in a picture.
    static func colour(_ found: ClassBreaks.Class, in breaks: ClassBreaks) -> String {
        switch found {
        case .level(let number): "c\(breaks.colour(of: number))"
        case .tooFew: "few"
        case .unknown: "none"
        }
    }

    /// The paths.
    var html: HTML {
        let squares = HTML.each(paths.sorted { $0.key < $1.key }) { colour, path in
            "<path class=\"\(colour)\" d=\"\(path)\"/>"
        }
        return hatches.isEmpty ? squares : squares + "<path class=\"hatch\" d=\"\(hatches)\"/>"
    }
}
