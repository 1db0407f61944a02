import Statistics

/// The models that there are, baselines first.
public enum ForecastCatalogue {
    /// All of them.
    public static var models: [any ForecastModel] {
        [
            SeasonalNaive(), CellMean(), PlaceShares(.halves(halfLife: 120)), PlaceShares(),
            PlaceShares(totals: .regression), SmoothedSeries(),
            IntermittentSeries(.syntetosBoylan), IntermittentSeries(.teunterSyntetosBabai), SeasonalSmoothing(),
            HierarchicalRegression(), BoostedTrees(),
        ]
    }
}
