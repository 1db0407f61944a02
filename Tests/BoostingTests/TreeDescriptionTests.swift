import Foundation
import Testing

@testable import Boosting

struct TreeDescriptionTests {
    private func nodes(left: String, right: String, column: Int = 0) throws -> [PoissonTrees.Node] {
        let text = """
            {"left_children": \(left), "right_children": \(right), "split_indices": [\(column), 0, 0],
             "split_conditions": [0.5, -1.25, 2.0], "default_left": [1, 0, 0]}
            """
        return try JSONDecoder().decode(TreeDescription.self, from: Data(text.utf8)).nodes(columns: 2)
    }

    @Test func aSplitAndItsLeavesAreRead() throws {
        let nodes = try nodes(left: "[1, -1, -1]", right: "[2, -1, -1]")
        #expect(nodes.map(\.value) == [0.5, -1.25, 2])
        #expect(nodes[0].left == 1 && nodes[0].right == 2 && nodes[0].unknown == 1 && nodes[1].left == -1)
    }

    @Test func aTreeThatLeadsOutsideOrRoundIsRefused() throws {
        #expect(throws: BoostingFailure.unreadableTrees) { try nodes(left: "[1, -1, -1]", right: "[3, -1, -1]") }
        #expect(throws: BoostingFailure.unreadableTrees) { try nodes(left: "[0, -1, -1]", right: "[2, -1, -1]") }
        #expect(throws: BoostingFailure.unreadableTrees) { try nodes(left: "[1, -1]", right: "[2, -1, -1]") }
        #expect(throws: BoostingFailure.unreadableTrees) {
            try nodes(left: "[1, -1, -1]", right: "[2, -1, -1]", column: 2)
        }
    }
}
