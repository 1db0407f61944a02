import CGDAL
import Foundation
import RowFormat

/// A file that GDAL has opened.
@safe final class GDALFile: LayerSource {
    private let dataset: GDALDatasetH
    private let driver: GDALDriver
    private let bytes: [MappedFile]
    private let size: UInt64

    /// - Throws: ``ReaderFailure``.
    init(path: String, driver: GDALDriver, keeping bytes: [MappedFile]) throws {
        self.driver = driver
        self.bytes = bytes
        GDALDriver.configure()
        LibraryComplaints.listen(to: driver)
        driver.register()
        size = Self.size(of: path)
        var options: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        for option in driver.options { unsafe options = unsafe CSLAddString(options, option) }
        defer { unsafe CSLDestroy(options) }
        let drivers = unsafe CSLAddString(nil, driver.rawValue)
        defer { unsafe CSLDestroy(drivers) }
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
        let opened = unsafe GDALOpenEx(path, flags, Self.constant(drivers), Self.constant(options), nil)
        guard let dataset = unsafe opened else { throw LibraryComplaints.refusal() }
        unsafe self.dataset = unsafe dataset
    }

    /// A list of C texts as one that may not be changed.
    private static func constant(
        _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> UnsafePointer<UnsafePointer<CChar>?>? {
        unsafe list.map { unsafe UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self) }
    }

    private static func size(of path: String) -> UInt64 {
        guard let file = unsafe VSIFOpenL(path, "rb") else { return 0 }
        defer { _ = unsafe VSIFCloseL(file) }
        return unsafe VSIFSeekL(file, 0, SEEK_END) == 0 ? VSIFTellL(file) : 0
    }

    func layers() throws -> [LayerDescription] {
        var result: [LayerDescription] = []
        let count = unsafe GDALDatasetGetLayerCount(dataset)
        for number in 0..<count {
            guard let layer = unsafe GDALDatasetGetLayer(dataset, number) else { continue }
            result.append(unsafe GDALLayer(layer, of: driver).description)
        }
        if driver.isSpreadsheet { try LibraryComplaints.check() }
        guard !result.isEmpty else { throw ReaderFailure(.noLayers) }
        return result
    }

    func writeRows(of name: String, on output: FrameOutput) throws {
        guard let found = unsafe GDALDatasetGetLayerByName(dataset, name) else { throw ReaderFailure(.noSuchLayer) }
        let layer = unsafe GDALLayer(found, of: driver)
        let description = layer.description
        let total = description.rows
        try output.write(.header(description))
        if driver.isSpreadsheet { try LibraryComplaints.check() } else { LibraryComplaints.forget() }
        var builder = RowBlockBuilder(columns: description.columns.count)
        guard !description.columns.isEmpty else { return try output.write(.end(rows: 0)) }
        var row = 0
        layer.rewind()
        while layer.next(into: &builder) {
            try LibraryComplaints.check(row: row)
            row += 1
            guard builder.size >= 1 << 20 else { continue }
            if let block = try builder.take() { try output.write(.rows(block)) }
            let share = total.map { Double(row) / Double(max($0, row, 1)) } ?? 0
            try output.write(.progress(read: UInt64(Double(size) * share), total: size))
        }
        try LibraryComplaints.check(row: row)
        if let block = try builder.take() { try output.write(.rows(block)) }
        try output.write(.end(rows: UInt64(row)))
    }
}
