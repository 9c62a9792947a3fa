public import Documents

extension People {
    /// Decodes the people; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> People? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> People? {
        guard let object = ObjectReader(node, "the list of people", members: memberOrder, in: decoding) else {
            return nil
        }
        let people = object.required("people") { decoding.list($0, decoding.person) }
        let groups = object.optional("groups") { decoding.list($0, decoding.group) } ?? []
        let forges = object.optional("forges") { decoding.list($0, decoding.forge) } ?? []
        return people.map { People(people: $0, groups: groups, forges: forges) }
    }
}

extension Decoding {
    fileprivate func person(_ node: JSONNode) -> Person? {
        guard let object = ObjectReader(node, "a person", members: Person.memberOrder, in: self) else { return nil }
        let key: PersonKey? = object.required("key", key)
        let name = object.required("name", text)
        let emails = object.optional("emails") { set($0, email) } ?? []
        let roles = object.optional("roles") { set($0, text) } ?? []
        let keys = object.optional("keys") { set($0, text) } ?? []
        let accounts = object.optional("accounts") { list($0, account) } ?? []
        guard let key, let name else { return nil }
        return Person(key: key, name: name, emails: emails, roles: roles, keys: keys, accounts: accounts)
    }

    private func account(_ node: JSONNode) -> PersonAccount? {
        guard let object = ObjectReader(node, "an account", members: PersonAccount.memberOrder, in: self) else {
            return nil
        }
        let forge: ForgeKey? = object.required("forge", key)
        let id = object.required("id") { integer($0, atLeast: 1) }
        let login = object.optional("login", text)
        guard let forge, let id else { return nil }
        return PersonAccount(forge: forge, id: id, login: login)
    }

    fileprivate func forge(_ node: JSONNode) -> Forge? {
        guard let object = ObjectReader(node, "a forge", members: Forge.memberOrder, in: self) else { return nil }
        let key: ForgeKey? = object.required("key", key)
        let name = object.optional("name", text)
        let keys = object.required("keys") { set($0, text) }
        guard let key, let keys else { return nil }
        return Forge(key: key, name: name, keys: keys)
    }

    fileprivate func group(_ node: JSONNode) -> PeopleGroup? {
        guard let object = ObjectReader(node, "a group", members: PeopleGroup.memberOrder, in: self) else {
            return nil
        }
        let key: GroupKey? = object.required("key", key)
        let name = object.optional("name", text)
        let members: [PersonKey]? = object.required("members") { set($0, self.key) }
        let description = object.optional("description", text)
        let addresses = object.optional("addresses") { set($0, email) } ?? []
        guard let key, let members else { return nil }
        return PeopleGroup(key: key, name: name, description: description, members: members, addresses: addresses)
    }

    func email(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        guard MailAddress(address: text) != nil else {
            report(.invalidEmail(text), at: node)
            return nil
        }
        return text
    }
}

extension Problem {
    fileprivate static func invalidEmail(_ text: String) -> Problem {
        Problem("invalid-email", "'\(text)' is no e-mail address", hint: "write it as priya@example.com")
    }
}
