import RowFormat

/// How the cells of a workbook are written as text: what its styles, its shared texts and its day of counting say.
struct CellValues {
    let styles: WorkbookStyles
    let strings: SharedStrings
    let dates: DateSystem

    /// Adds a number, or the moment that it is shown as.
    func append(_ number: Double, style: Int, to text: inout [UInt8]) {
        let format = styles.format(style)
        if format != .number, SerialDate.append(number, as: format, dates, to: &text) { return }
        NumberText.append(number, to: &text)
    }

    /// Adds a number that is given in digits; what isn't a number stays as it is.
    func append(digits: [UInt8], style: Int, to text: inout [UInt8]) {
        if styles.format(style) == .number, NumberText.isShortest(digits) {
            text += digits
        } else if let number = NumberText.number(digits) {
            append(number, style: style, to: &text)
        } else {
            text += digits
        }
    }

    /// The text of an error's number.
    ///
    /// Source: MS-XLSB, 2.5.97.2.
    static func error(_ number: Int) -> String {
        switch number {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        case 0x2A: "#N/A"
        case 0x2B: "#GETTING_DATA"
        default: "#ERROR!"
        }
    }
}
