import Documents
import FlagModel
import Git

/// The files of a new flag repository.
struct Scaffold {
    struct File {
        let path: String
        let bytes: [UInt8]
        var isExecutable = false
    }

    let branch: String
    let author: Identity
    let today: CalendarDate?

    var files: [File] { settings + environments + sample + schemas + hooks + forge }

    private var settings: [File] {
        [
            json(
                DocumentKind.settings.path,
                [
                    "$schema": "schemas/config.schema.json", "formatVersion": 1, "protectedBranch": .string(branch),
                    "bucketing": "flagd-v3",
                ]),
            json(
                DocumentKind.people.path,
                [
                    "$schema": "schemas/people.schema.json",
                    "people": .array(
                        people.people.map { person in
                            [
                                "key": .string(person.key.text), "name": .string(person.name),
                                "emails": .array(person.emails.map { .string($0) }),
                                "roles": .array(person.roles.map { .string($0) }), "keys": [],
                            ]
                        }), "groups": [],
                ]),
        ]
    }

    /// The author, whom everything else about approvals starts from.
    private var people: People {
        guard let key = PersonKey(personKey) else { return People() }
        return People(people: [Person(key: key, name: author.name, emails: [author.email], roles: ["owner"])])
    }

    private var personKey: String {
        let local = author.email.split(separator: "@").first.map(String.init) ?? ""
        return PersonKey(local) == nil ? "owner" : local
    }

    private var environments: [File] { newEnvironments.map { json(DocumentKind.environment($0.key).path, $0.json) } }

    private var newEnvironments: [FlagEnvironment] {
        let names = [("development", "Development"), ("staging", "Staging"), ("production", "Production")]
        return names.enumerated().compactMap { index, name in
            guard let key = EnvironmentKey(name.0) else { return nil }
            let isProtected = name.0 == "production"
            let policy = Policy(
                approvals: Approvals(
                    required: 1, roles: [], evidence: .claimed, validFor: ISODuration("P14D"), selfApproval: false),
                lowering: Lowering(required: 0, reviewWithin: ISODuration("P1D")), freezes: [], version: nil)
            return FlagEnvironment(
                key: key, name: name.1, order: index + 1, population: nil, policy: isProtected ? policy : nil)
        }
    }

    private var sample: [File] {
        guard let key = FlagKey("welcome-banner"), let on = VariantKey("on"), let off = VariantKey("off") else {
            return []
        }
        let flag = FeatureFlag(
            key: key, name: "Welcome banner", description: "A sample: rename it, or remove it with flagctl archive",
            type: .boolean, variants: [Variant(key: on, value: true), Variant(key: off, value: false)],
            offVariant: off, codeDefault: off, environmentVariable: "FEATURE_WELCOME_BANNER", owner: nil, groups: [],
            requires: [], lifecycle: Lifecycle(stage: .planned, created: today, expires: nil, permanent: false),
            links: JSONObject([]), metadata: JSONObject([]))
        let states = ["development", "staging", "production"].compactMap { EnvironmentKey($0) }.map { environment in
            let state = FlagState(
                flag: key, enabled: environment.text == "development", rules: [], fallthrough: .variant(on),
                bucketBy: FlagState.defaultBucketBy, salt: key.text)
            return json(DocumentKind.state(environment, key).path, state.json)
        }
        return [json(DocumentKind.flag(key).path, flag.json)] + states
    }

    private var schemas: [File] {
        [
            ("flag", PackageResources.flag_schema_json), ("state", PackageResources.state_schema_json),
            ("cohort", PackageResources.cohort_schema_json),
            ("environment", PackageResources.environment_schema_json),
            ("config", PackageResources.config_schema_json), ("people", PackageResources.people_schema_json),
            ("plan", PackageResources.plan_schema_json), ("status", PackageResources.status_schema_json),
            ("metrics", PackageResources.metrics_schema_json), ("channels", PackageResources.channels_schema_json),
            ("deliveries", PackageResources.deliveries_schema_json),
            ("feedback", PackageResources.feedback_schema_json),
        ].map { File(path: ".flagctl/schemas/\($0.0).schema.json", bytes: $0.1) }
    }

    private var hooks: [File] {
        [
            ("pre-commit", PackageResources.pre_commit), ("commit-msg", PackageResources.commit_msg),
            ("pre-push", PackageResources.pre_push), ("pre-receive", PackageResources.pre_receive),
        ].map { File(path: "hooks/\($0.0)", bytes: $0.1, isExecutable: true) }
    }

    /// What a forge runs, and whom it asks.
    private var forge: [File] {
        let workflows = [
            ("flag-review.yml", PackageResources.flag_review_yml),
            ("feature_flag_flip.yml", PackageResources.feature_flag_flip_yml),
        ]
        let owners = CodeOwners(environments: newEnvironments, people: people)
        return workflows.map { File(path: ".github/workflows/\($0.0)", bytes: $0.1) }
            + [File(path: ".github/CODEOWNERS", bytes: Array(owners.text.utf8))]
    }

    private func json(_ path: String, _ value: JSONValue) -> File {
        File(path: path, bytes: CanonicalJSON.bytes(of: value))
    }
}
