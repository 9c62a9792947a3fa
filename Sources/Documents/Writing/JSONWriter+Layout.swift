extension JSONWriter {
    /// Where a value stands.
    enum Place { case root, member, element }
}

extension JSONValue {
    /// Whether the canonical layout wants this list or object on one line if it fits.
    ///
    /// The outermost object never; a list if it holds scalars only; an object that is a member's value if it holds
    /// scalars and lists of scalars; an object in a list also if it holds objects of scalars.
    func mayStandOnOneLine(as place: JSONWriter.Place) -> Bool {
        switch (self, place) {
        case (.object, .root): false
        case (.object(let object), .member):
            object.members.allSatisfy { !$0.value.isContainer || $0.value.isListOfScalars }
        case (.object(let object), .element):
            object.members.allSatisfy {
                !$0.value.isContainer || $0.value.isListOfScalars || $0.value.isObjectOfScalars
            }
        case (.array, _): isListOfScalars
        case (.null, _), (.bool, _), (.number, _), (.string, _): true
        }
    }

    private var isListOfScalars: Bool {
        if case .array(let elements) = self { !elements.contains(where: \.isContainer) } else { false }
    }

    private var isObjectOfScalars: Bool {
        if case .object(let object) = self { !object.members.contains { $0.value.isContainer } } else { false }
    }
}
