/// What a JSON document consists of: members that it must have, members that it may have, and no others.
indirect enum JSONShape: Sendable {
    case text
    case number
    case truth
    case null
    /// One of these texts.
    case word([String])
    /// Anything, as far down as it goes: what files hold.
    case anything
    case list(JSONShape)
    /// An object whose names are keys.
    case table(JSONShape)
    case object([String: JSONShape], may: [String: JSONShape] = [:])
    /// One of these.
    case either([JSONShape])

    /// Text or nothing.
    static let textOrNull = JSONShape.either([.text, .null])
    /// A number or nothing.
    static let numberOrNull = JSONShape.either([.number, .null])

    /// An object with the members of both.
    func with(_ must: [String: JSONShape], may: [String: JSONShape] = [:]) -> JSONShape {
        switch self {
        case .object(let ours, let optional):
            .object(ours.merging(must) { $1 }, may: optional.merging(may) { $1 })
        case .either(let shapes): .either(shapes.map { $0.with(must, may: may) })
        default: self
        }
    }

    /// Why a document is not of this shape, such as `changes/0/path: is missing`; nothing where it is.
    func problem(with value: ParsedJSON, at path: String = "") -> String? {
        switch (self, value) {
        case (.anything, _), (.text, .string), (.number, .number), (.truth, .bool), (.null, .null): return nil
        case (.word(let words), .string(let text)): return words.contains(text) ? nil : "\(path): '\(text)' is no such word"
        case (.list(let shape), .array(let items)):
            return items.enumerated().lazy.compactMap { shape.problem(with: $1, at: "\(path)/\($0)") }.first
        case (.table(let shape), .object(let members)):
            return members.lazy.compactMap { shape.problem(with: $1, at: "\(path)/\($0)") }.first
        case (.object(let must, let may), .object(let members)):
            if let missing = must.keys.sorted().first(where: { members[$0] == nil }) { return "\(path)/\(missing): is missing" }
            return members.sorted { $0.key < $1.key }.lazy.compactMap { name, value in
                guard let shape = must[name] ?? may[name] else { return "\(path)/\(name): is not in the contract" }
                return shape.problem(with: value, at: "\(path)/\(name)")
            }.first
        case (.either(let shapes), _):
            let problems = shapes.map { $0.problem(with: value, at: path) }
            return problems.contains(nil) ? nil : problems.compactMap(\.self).joined(separator: " or ")
        default: return "\(path): is of another type"
        }
    }

    /// The names of all members.
    var memberNames: Set<String> {
        switch self {
        case .list(let shape), .table(let shape): shape.memberNames
        case .object(let must, let may):
            must.merging(may) { $1 }.reduce(into: []) { names, member in
                names.insert(member.key)
                names.formUnion(member.value.memberNames)
            }
        case .either(let shapes): shapes.reduce(into: []) { $0.formUnion($1.memberNames) }
        default: []
        }
    }
}
