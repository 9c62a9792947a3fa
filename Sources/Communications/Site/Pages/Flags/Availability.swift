import Evaluation
import FlagModel

/// What a flag comes to in an environment, in a word, a share and a colour.
struct Availability {
    let word: String
    let tone: SiteTone
    /// Thousandths of a percent of everybody; nothing where that cannot be said.
    let thousandths: Int?

    init(_ place: SiteFlag.Place) {
        let total = place.exposure.total
        if !place.state.enabled {
            (word, tone, thousandths) = ("Off", .off, 0)
        } else if let waits = place.exposure.waitsFor {
            (word, tone, thousandths) = ("Waits for \(waits)", .wait, 0)
        } else if let total {
            let text = "\(Thousandths.text(total))%"
            switch total {
            case 0: (word, tone) = ("On for nobody", .off)
            case Thousandths.whole: (word, tone) = ("On for all", .on)
            default: (word, tone) = ("On for \(text)", .part)
            }
            thousandths = total
        } else {
            let whose = place.exposure.limitedBy.map { " who get \($0)" } ?? ""
            (word, tone, thousandths) = ("On for some\(whose)", .part, nil)
        }
    }
}

extension HTML {
    /// What a flag comes to: a word, and a bar beside it.
    mutating func availability(_ availability: Availability) {
        badge(availability.word, availability.tone)
        if let share = availability.thousandths, availability.tone == .part { bar(share) }
    }

    /// A bar of a share, to the next twentieth; the share stands beside it in words.
    mutating func bar(_ thousandths: Int) {
        let twentieths = (thousandths + 2_499) / 5_000
        tag("span", ["class": "bar w\(twentieths)", "aria-hidden": "true"], "")
    }
}
