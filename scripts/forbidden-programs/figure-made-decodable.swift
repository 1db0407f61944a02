// The public site makes figures decodable itself.
// room: Website
// refused: extension outside of file declaring generic struct 'Figure' prevents automatic synthesis of 'init(from:)'
import Editions
import Vocabulary

#if FORBIDDEN
    extension Figure: @retroactive Decodable {}
#else
    struct ShownFigure: Decodable {
        let value: Int
    }
#endif
