import CXGBoost
import Foundation

/// The library's handles while trees grow: made, used and freed within one call, by one thread.
@safe final class Forest {
    private var rows: DMatrixHandle?
    private var watched: DMatrixHandle?
    private var booster: BoosterHandle?

    /// Copies the rows into the library.
    init(_ rows: CountRows, _ watched: CountRows?, _ growth: TreeGrowth) throws(BoostingFailure) {
        unsafe self.rows = try Self.matrix(rows)
        if let watched { unsafe self.watched = try Self.matrix(watched) }
        // Of what it is told at the beginning the library keeps the sums of the trees so far.
        let matrices = unsafe [self.rows, self.watched].filter { unsafe $0 != nil }
        var made: BoosterHandle?
        try Self.check(unsafe XGBoosterCreate(matrices, UInt64(matrices.count), &made))
        unsafe booster = made
        for (name, value) in growth.parameters {
            try Self.check(unsafe XGBoosterSetParam(booster, name, value))
        }
    }

    deinit {
        _ = unsafe XGBoosterFree(booster)
        if unsafe rows != nil { _ = unsafe XGDMatrixFree(rows) }
        if unsafe watched != nil { _ = unsafe XGDMatrixFree(watched) }
    }

    /// Grows one tree more.
    func grow(_ number: Int) throws(BoostingFailure) {
        try Self.check(unsafe XGBoosterUpdateOneIter(booster, Int32(number), rows))
    }

    /// The mean negative Poisson log-likelihood of the watched rows; none where nothing is watched.
    func watchedLoss(_ number: Int) throws(BoostingFailure) -> Double? {
        guard unsafe watched != nil else { return nil }
        var matrices = unsafe [watched]
        var words: UnsafePointer<CChar>?
        let failed = unsafe "watched".withCString { name in
            var names: [UnsafePointer<CChar>?] = unsafe [name]
            return unsafe XGBoosterEvalOneIter(booster, Int32(number), &matrices, &names, 1, &words)
        }
        try Self.check(failed)
        // "[3]\twatched-poisson-nloglik:0.5"
        let text = unsafe words.map { unsafe String(cString: $0) } ?? ""
        guard let loss = text.split(separator: ":").last.flatMap({ Double($0) }), !loss.isNaN else {
            throw .library("no loss in “\(text)”")
        }
        return loss
    }

    /// All trees so far.
    func trees() throws(BoostingFailure) -> [TreeDescription] {
        var length: UInt64 = 0
        var bytes: UnsafePointer<CChar>?
        try Self.check(unsafe XGBoosterSaveModelToBuffer(booster, "{\"format\": \"json\"}", &length, &bytes))
        guard let bytes = unsafe bytes else { throw .unreadableTrees }
        let description = unsafe Data(bytes: bytes, count: Int(length))
        do {
            return try JSONDecoder().decode(ForestDescription.self, from: description).learner.booster.model
                .trees
        } catch {
            throw .unreadableTrees
        }
    }

    private static func matrix(_ rows: CountRows) throws(BoostingFailure) -> DMatrixHandle? {
        var handle: DMatrixHandle?
        try check(
            unsafe XGDMatrixCreateFromMat_omp(
                rows.features, UInt64(rows.count), UInt64(rows.columns), .nan, &handle, 1))
        do {
            try check(unsafe XGDMatrixSetFloatInfo(handle, "label", rows.counts, UInt64(rows.count)))
            try check(unsafe XGDMatrixSetFloatInfo(handle, "base_margin", rows.margins, UInt64(rows.count)))
        } catch {
            _ = unsafe XGDMatrixFree(handle)
            throw error
        }
        return unsafe handle
    }

    private static func check(_ failed: Int32) throws(BoostingFailure) {
        guard failed != 0 else { return }
        throw .library(unsafe XGBGetLastError().map { unsafe String(cString: $0) } ?? "it doesn't say why")
    }
}
