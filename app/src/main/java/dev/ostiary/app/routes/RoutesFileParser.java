package dev.ostiary.app.routes;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads a file of routes. It is right as a whole or refused as a whole, with everything that is wrong in it.
final class RoutesFileParser {
    private static final String SYNTAX_REMEDY =
            "; look at the indentation, quotation marks and brackets of this line and the one above";
    private static final String SLUG = "write 1 to 63 of a-z, 0-9 and inner hyphens";
    private static final int MAX_DEPTH = 20;
    private static final int MAX_LENGTH = 4 * 1024 * 1024;

    private final List<FileProblem> problems = new ArrayList<>();
    private final PolicyReader policies = new PolicyReader(problems);
    private final RouteOptionReader options = new RouteOptionReader(problems);

    private RoutesFileParser() {}

    /// Reads the text of a file.
    ///
    /// @throws RoutesFileException with every problem
    static List<FileRoute> parse(String text) throws RoutesFileException {
        RoutesFileParser parser = new RoutesFileParser();
        List<FileRoute> routes = parser.routes(text);
        if (!parser.problems.isEmpty()) {
            parser.problems.sort(Comparator.comparingInt(FileProblem::line).thenComparingInt(FileProblem::column));
            throw new RoutesFileException(parser.problems);
        }
        return routes;
    }

    private List<FileRoute> routes(String text) {
        Node root = compose(text);
        if (root == null) {
            if (problems.isEmpty()) {
                problems.add(new FileProblem(1, 1, "the file is empty; write 'routes:' and a list of routes"));
            }
            return List.of();
        }
        YamlFields fields = YamlFields.of(root, problems);
        Optional<Slug> organization = fields.text("organization", SLUG, Slug::parse);
        Optional<PolicyReader.Choice> policy = fields.node("policy").flatMap(policies::read);
        if (!fields.has("routes")) {
            fields.problem("routes is missing: write a list of routes, '[]' for none");
        }
        List<FileRoute> routes = new ArrayList<>();
        for (Node node : fields.nodes("routes")) {
            route(node, organization, policy).ifPresent(routes::add);
        }
        fields.finish();
        requireOwnMatches(routes);
        return routes;
    }

    private @Nullable Node compose(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(true);
        limits.setMaxAliasesForCollections(50);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setCodePointLimit(MAX_LENGTH);
        try {
            return new Yaml(limits).compose(new StringReader(text));
        } catch (MarkedYAMLException wrong) {
            String problem = (wrong.getProblem() == null ? "not YAML" : wrong.getProblem()) + SYNTAX_REMEDY;
            if (wrong.getProblemMark() == null) {
                problems.add(new FileProblem(1, 1, problem));
            } else {
                YamlFields.report(problems, wrong.getProblemMark(), problem);
            }
        } catch (YAMLException wrong) {
            problems.add(new FileProblem(1, 1, "not YAML, or longer or deeper than a file of routes may be"));
        }
        return null;
    }

    private Optional<FileRoute> route(
            Node node, Optional<Slug> defaultOrganization, Optional<PolicyReader.Choice> defaultPolicy) {
        int before = problems.size();
        YamlFields fields = YamlFields.of(node, problems);
        Optional<Slug> name = fields.required("name", SLUG, Slug::parse);
        Optional<Slug> organization =
                fields.text("organization", SLUG, Slug::parse).or(() -> defaultOrganization);
        if (organization.isEmpty()) {
            fields.problem("organization is missing: name it here or for the whole file");
        }
        Optional<RouteMatch> match = match(fields);
        List<UpstreamUrl> upstreams = upstreams(fields);
        boolean stripsPath = fields.flag("stripPath", false);
        RefusalDialect dialect = fields.text("dialect", "write text or problem", RouteOptionReader::dialect)
                .orElse(RefusalDialect.TEXT);
        var cors = fields.node("cors").flatMap(options::cors);
        var timeouts = options.timeouts(fields.node("timeouts"));
        Optional<PolicyReader.Choice> policy =
                fields.has("policy") ? fields.node("policy").flatMap(policies::read) : defaultPolicy;
        if (policy.isEmpty() && !fields.has("policy")) {
            fields.problem("policy is missing: write 'policy: open' to let everyone pass, or a policy here or for the "
                    + "whole file");
        }
        fields.finish();
        if (problems.size() > before) {
            return Optional.empty();
        }
        RouteSettings settings = new RouteSettings(match.orElseThrow(), stripsPath, upstreams, dialect, cors, timeouts);
        Optional<PolicySettings> guard = policy.flatMap(PolicyReader.Choice::settings);
        return Optional.of(new FileRoute(
                organization.orElseThrow(),
                name.orElseThrow(),
                settings,
                guard,
                node.getStartMark().getLine() + 1));
    }

    private Optional<RouteMatch> match(YamlFields fields) {
        List<DomainPattern> hosts = fields.list("hosts", DomainPattern.REMEDY, DomainPattern::parse);
        boolean isExact = fields.has("exactPath");
        if (isExact && fields.has("path")) {
            fields.problem("exactPath", "give path or exactPath, not both");
        }
        String field = isExact ? "exactPath" : "path";
        RouteMatch.PathKind kind = isExact ? RouteMatch.PathKind.EXACT : RouteMatch.PathKind.PREFIX;
        if (!isExact && !fields.has("path")) {
            return Optional.of(new RouteMatch(hosts, "/", kind));
        }
        return fields.text(field, RouteMatch.PATH_REMEDY, path -> {
            try {
                return Optional.of(new RouteMatch(hosts, path, kind));
            } catch (IllegalArgumentException notAPath) {
                return Optional.empty();
            }
        });
    }

    private static List<UpstreamUrl> upstreams(YamlFields fields) {
        List<UpstreamUrl> upstreams = fields.list("upstreams", UpstreamUrl.REMEDY, UpstreamUrl::parse);
        int count = fields.nodes("upstreams").size();
        if (count == 0) {
            fields.problem("upstreams is missing: " + UpstreamUrl.REMEDY);
        } else if (count > RouteSettings.MAX_UPSTREAMS) {
            fields.problem("upstreams", "give at most " + RouteSettings.MAX_UPSTREAMS);
        }
        return upstreams;
    }

    /// Two routes that match alike would leave to chance which one is obeyed.
    private void requireOwnMatches(List<FileRoute> routes) {
        Map<String, FileRoute> names = new HashMap<>();
        Map<String, FileRoute> matches = new HashMap<>();
        for (FileRoute route : routes) {
            FileRoute namesake = names.putIfAbsent(route.organization() + "/" + route.name(), route);
            if (namesake != null) {
                problems.add(new FileProblem(
                        route.line(), 1, "the name " + route.name() + " is taken on line " + namesake.line()));
            }
            RouteMatch match = route.settings().match();
            List<String> hosts = match.hosts().isEmpty()
                    ? List.of("*")
                    : match.hosts().stream().map(DomainPattern::toString).toList();
            for (String host : hosts) {
                FileRoute other = matches.putIfAbsent(host + " " + match.kind() + " " + match.path(), route);
                if (other != null && other.line() != route.line()) {
                    problems.add(new FileProblem(
                            route.line(),
                            1,
                            "the route on line " + other.line() + " has this host and path; change one of them"));
                }
            }
        }
    }

    /// The text of a node that holds one.
    static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
