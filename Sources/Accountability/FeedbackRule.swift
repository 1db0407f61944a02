/// What is done with an incident that a patrol found before it joins the records that send the next patrols.
public enum FeedbackRule: String, Sendable, Hashable, CaseIterable {
    /// Nothing: it counts as one. Presence runs away to the area with the highest rate, whatever the other rates are.
    case uncorrected
    /// It counts with the chance that the patrol had been elsewhere, 1 − p: the correction of Ensign et al. 2018. For two
    /// areas the records come to the true shares; for more they don't.
    case complement
    /// It counts as 1/p, p being the chance of presence that was logged when the patrol was sent (Horvitz & Thompson
    /// 1952). The records come to the true shares of any number of areas.
    case inverseProbability = "inverse_probability"
}
