import CGDAL
import Foundation
import RowFormat

/// A layer of an opened file.
@safe struct GDALLayer {
    private let handle: OGRLayerH
    private let isSheet: Bool
    private let hasGeometry: Bool
    private let types: [LayerDescription.ColumnType]
    let description: LayerDescription

    init(_ handle: OGRLayerH, of driver: GDALDriver) {
        unsafe self.handle = unsafe handle
        isSheet = driver.isSpreadsheet
        // A sheet's definition is settled by reading it.
        let rows = unsafe OGR_L_GetFeatureCount(handle, isSheet ? 1 : 0)
        let definition = unsafe OGR_L_GetLayerDefn(handle)
        var columns: [LayerDescription.Column] = []
        let count = unsafe OGR_FD_GetFieldCount(definition)
        for index in 0..<count {
            let field = unsafe OGR_FD_GetFieldDefn(definition, index)
            let name = unsafe OGR_Fld_GetNameRef(field).map { unsafe String(cString: $0) } ?? ""
            columns.append(
                LayerDescription.Column(
                    name: isSheet ? SheetColumn.letters(Int(index)) : name,
                    type: isSheet ? .text : Self.type(unsafe OGR_Fld_GetType(field))))
        }
        types = columns.map(\.type)
        let kind = unsafe OGR_L_GetGeomType(handle)
        hasGeometry = kind != wkbNone && !isSheet
        if hasGeometry {
            columns.append(LayerDescription.Column(name: "geometry.x", type: .real))
            columns.append(LayerDescription.Column(name: "geometry.y", type: .real))
        }
        description = unsafe LayerDescription(
            name: OGR_L_GetName(handle).map { unsafe String(cString: $0) } ?? "", isSheet: isSheet, columns: columns,
            geometry: hasGeometry ? String(cString: OGRGeometryTypeToName(kind)) : nil,
            reference: hasGeometry ? Self.reference(OGR_L_GetSpatialRef(handle)) : nil,
            rows: rows < 0 ? nil : Int(rows))
    }

    func rewind() { unsafe OGR_L_ResetReading(handle) }

    /// Adds the next row's fields.
    ///
    /// - Returns: false at the end.
    func next(into builder: inout RowBlockBuilder) -> Bool {
        guard let feature = unsafe OGR_L_GetNextFeature(handle) else { return false }
        defer { unsafe OGR_F_Destroy(feature) }
        for (index, type) in types.enumerated() {
            let index = Int32(index)
            guard unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else {
                builder.appendNull()
                continue
            }
            switch type {
            case .text:
                guard let text = unsafe OGR_F_GetFieldAsString(feature, index) else {
                    builder.appendNull()
                    continue
                }
                let bytes = unsafe UnsafeRawBufferPointer(start: text, count: strlen(text))
                if isSheet {
                    builder.append(CellText.normal(unsafe Array(bytes)))
                } else {
                    builder.append(unsafe FieldText.utf8(Array(bytes)))
                }
            case .integer: builder.append("\(unsafe OGR_F_GetFieldAsInteger64(feature, index))".utf8)
            case .real: builder.append(FieldText.shortest(unsafe OGR_F_GetFieldAsDouble(feature, index)).utf8)
            case .date, .time, .dateTime:
                builder.append(unsafe Self.moment(feature, index, type).utf8)
            case .other: builder.appendNull()
            }
        }
        if hasGeometry {
            if let point = unsafe GeometryPoint.inside(OGR_F_GetGeometryRef(feature)) {
                builder.append(FieldText.shortest(point.x).utf8)
                builder.append(FieldText.shortest(point.y).utf8)
            } else {
                builder.appendNull()
                builder.appendNull()
            }
        }
        return true
    }

    private static func moment(
        _ feature: OGRFeatureH, _ index: Int32, _ type: LayerDescription.ColumnType
    ) -> String {
        var (year, month, day, hour, minute, zone): (Int32, Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0, 0)
        var second: Float = 0
        unsafe OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour, &minute, &second, &zone)
        return FieldText.moment(
            date: type == .time ? nil : (Int(year), Int(month), Int(day)),
            time: type == .date ? nil : (Int(hour), Int(minute), Double(second)), zone: Int(zone))
    }

    private static func type(_ type: OGRFieldType) -> LayerDescription.ColumnType {
        switch type {
        case OFTString: .text
        case OFTInteger, OFTInteger64: .integer
        case OFTReal: .real
        case OFTDate: .date
        case OFTTime: .time
        case OFTDateTime: .dateTime
        default: .other
        }
    }

    private static func reference(_ system: OGRSpatialReferenceH?) -> String? {
        guard let system = unsafe system else { return nil }
        if let authority = unsafe OSRGetAuthorityName(system, nil), unsafe String(cString: authority) == "EPSG",
            let code = unsafe OSRGetAuthorityCode(system, nil)
        {
            return unsafe "EPSG:" + String(cString: code)
        }
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe OSRExportToWkt(system, &text) == OGRERR_NONE, let text = unsafe text else { return nil }
        defer { unsafe VSIFree(text) }
        return unsafe String(cString: text)
    }
}
