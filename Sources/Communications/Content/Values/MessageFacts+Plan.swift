import Documents
import FlagModel
import Rollouts

extension MessageFacts {
    /// The plan, where it is carried out, its flags and what people wrote down about it.
    func addPlan(to root: inout TemplateMembers) {
        root.value(
            "plan",
            .build { members in
                members.text("key", plan.key.text)
                members.text("name", plan.name)
                members.text("description", plan.description)
                members.text("about", plan.description.map { $0.hasSuffix(".") ? $0 : "\($0)." })
                members.text("owner", plan.owner)
                members.text("page", page(SitePath.rollout(plan.key, in: environment.key)))
            })
        root.value(
            "environment",
            .build { members in
                members.text("key", environment.key.text)
                members.text("name", environment.name)
                members.text("people", environment.population.map(Decimals.grouped))
            })
        root.text("site", channels?.site)
        root.list("flags", planFlags.map(flag))
        root.list("links", Self.links(plan.links))
        root.list(
            "risks",
            plan.risks.map { risk in
                .build { members in
                    members.text("risk", risk.risk)
                    members.text("likelihood", risk.likelihood)
                    members.text("impact", risk.impact)
                    members.text("mitigation", risk.mitigation)
                }
            })
        root.list("contacts", plan.contacts.map(contact))
    }

    /// The flags that the plan sets, in the order in which it does; all that are known where there is no plan.
    var planFlags: [FlagKey] {
        guard !plan.phases.isEmpty else { return flags.map(\.key).sorted() }
        var seen: Set<FlagKey> = []
        return plan.assignments.map(\.flag).filter { seen.insert($0).inserted }
    }

    /// A flag: what it is, and whom it reaches.
    func flag(_ key: FlagKey) -> TemplateValue {
        let definition = flags.first { $0.key == key }
        let reach = exposure.first { $0.flag == key }
        return .build { members in
            members.text("key", key.text)
            members.text("name", definition?.name ?? key.text)
            members.text("description", definition?.description)
            members.text("owner", definition?.owner)
            members.text("variable", definition?.environmentVariable)
            members.text("page", page(SitePath.flag(key)))
            members.list("links", definition.map { Self.links($0.links) } ?? [])
            // On and off are the share itself.
            let isNamed = (definition?.variants.count ?? 0) > 2
            members.text("reach", reach?.now.text(withVariants: isNamed) ?? Self.unmeasured)
            members.text("percent", reach?.now.percent ?? Self.unmeasured)
            members.text("people", reach?.now.people.map(Decimals.grouped))
            members.text("nextReach", reach?.next?.text(withVariants: isNamed))
        }
    }

    private static func links(_ links: JSONObject) -> [TemplateValue] {
        links.members.compactMap { name, address in
            address.string.map { address in
                .build { members in
                    members.text("name", name)
                    members.text("url", address)
                }
            }
        }
    }

    private func contact(_ contact: PlanContact) -> TemplateValue {
        let holders = (people?.people ?? []).filter { person in
            contact.role.map(person.roles.contains) ?? false
        }
        // "Mike, Engineering Lead" says already who it is.
        let names = holders.map(\.name).filter { !contact.who.contains($0) }
        return .build { members in
            members.text("who", contact.who)
            members.text("role", contact.role)
            members.text("about", contact.about)
            members.text("people", names.joined(separator: ", "))
        }
    }
}
