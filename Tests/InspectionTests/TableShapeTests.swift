import Inspection
import Testing
import Vocabulary

/// Where header, records and totals lie in tables as people make them.
struct TableShapeTests {
    private static let records = (0..<60).map { row in
        [
            "\(row % 28 + 1)/0\(row % 9 + 1)/2024", "2\(row % 4):1\(row % 6)", ["Rixe", "Bruit"][row % 2],
            "\(50 + row % 30),5",
        ]
    }
    private static let header = ["Date", "Heure", "Nature", "Niveau"]

    private func shape(_ cells: [[String]]) -> TableShape { TableShape(of: TableRows(cells: cells)) }

    @Test func aPlainTableHasItsHeaderFirst() {
        let shape = shape([Self.header] + Self.records)
        #expect(shape.headerRow == 1 && shape.rowsBelowHeader == 0 && shape.footer == nil)
        #expect(shape.names == Self.header && shape.blankColumns.isEmpty && shape.unnamedColumns.isEmpty)
        #expect(shape.format() == FileFormat())
        #expect(shape.preview.count == 5 && shape.preview[0][2] == "Aa" && shape.preview[0][3] == "99,9")
    }

    @Test func aTitleAboveUnitsBelowAndTotalsAtTheBottomAreFound() {
        let title = [["Relevé des nuisances — juin 2024"], [], ["Service tranquillité", "", "", "page 1"]]
        let units = [["jj/mm/aaaa", "hh:mm", "", "dB(A)"]]
        let totals = [["", "", "", ""], ["TOTAL", "", "", "60"], ["Source : service"]]
        let shape = shape(title + [Self.header] + units + Self.records + totals)
        #expect(shape.headerRow == 4 && shape.rowsBelowHeader == 1 && shape.footer == "TOTAL")
        #expect(shape.format() == FileFormat(headerRow: 4, rowsBelowHeader: 1, footer: "TOTAL"))
    }

    @Test func mergedHeaderCellsLeaveBlanksAndTheFullRowBelowNamesTheColumns() {
        let shape = shape([["Quand", "", "Quoi", ""], Self.header] + Self.records)
        #expect(shape.headerRow == 2 && shape.rowsBelowHeader == 0 && shape.names == Self.header)
        let merged = self.shape([["Quand", "", "Quoi", "Combien"]] + Self.records)
        #expect(merged.headerRow == 1 && merged.unnamedColumns == [2] && merged.names[1] == nil)
    }

    @Test func blankColumnsAreTold() {
        let shape = shape(([Self.header] + Self.records).map { [""] + $0 + ["", ""] })
        #expect(shape.headerRow == 1 && shape.blankColumns == [1, 6, 7] && shape.unnamedColumns.isEmpty)
    }

    @Test func aTableWithoutAHeaderIsNotGivenOne() {
        let shape = shape(Self.records)
        #expect(shape.headerRow == nil && shape.names.allSatisfy { $0 == nil })
    }

    @Test func yearsMayNameColumns() {
        let rows = (0..<30).map { ["Quartier \($0)", "secteur", "\($0)", "\($0 * 2)"] }
        #expect(shape([["Quartier", "Secteur", "Nombre", "2024"]] + rows).headerRow == 1)
    }

    @Test(arguments: [[], [[]], [["", ""]], [["only"]], [["a", "b"], ["1"]], Array(repeating: ["x"], count: 500)])
    func oddTablesAreJudgedWithoutACrash(_ cells: [[String]]) {
        #expect(shape(cells).preview.count <= 5)
    }
}
