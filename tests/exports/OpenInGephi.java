import com.google.gson.Gson;
import java.awt.Color;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gephi.graph.api.AttributeUtils;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * What Gephi makes of our files, as JSON: java -cp gephi-toolkit-all.jar OpenInGephi.java [STRATEGY=]FILE...
 *
 * <p>It takes the steps of Gephi's "Open", with the settings that it offers there unless STRATEGY is given, the
 * strategy for edges of one kind between the same two nodes (NO_MERGE). A list of one object a file is printed.
 */
public class OpenInGephi {

    public static void main(String[] files) {
        Lookup.getDefault().lookup(ProjectController.class).newProject();
        List<Object> opened = new ArrayList<>();
        for (String file : files) {
            opened.add(open(file));
        }
        // Whatever charset the machine has: Gephi must find out by itself in which the files are.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(new Gson().toJson(opened));
        System.exit(0);
    }

    private static Map<String, Object> open(String file) {
        try {
            String[] parts = file.split("=", 2);
            ImportController importer = Lookup.getDefault().lookup(ImportController.class);
            Container container = importer.importFile(new File(parts[parts.length - 1]));
            container.verify();
            if (parts.length == 2) {
                container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.valueOf(parts[0]));
            }
            Report read = container.getReport();
            DefaultProcessor processor = new DefaultProcessor();
            Workspace workspace = Lookup.getDefault().lookup(ProjectController.class).openNewWorkspace();
            importer.process(container, processor, workspace);
            Map<String, Object> found = described(workspace);
            found.put("issues", issues(read, processor.getReport()));
            return found;
        } catch (Exception e) {
            throw new RuntimeException(file, e);
        }
    }

    private static List<String> issues(Report... reports) {
        List<String> issues = new ArrayList<>();
        for (Report report : reports) {
            if (report.isEmpty()) {
                continue;
            }
            for (Issue issue : report.getIssuesList(Integer.MAX_VALUE)) {
                if (issue.getLevel() != Issue.Level.INFO) {
                    issues.add(issue.getLevel() + " " + issue.getMessage());
                }
            }
        }
        return issues;
    }

    private static Map<String, Object> described(Workspace workspace) {
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Graph graph = model.getGraph();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("directed", graph.isDirected());
        found.put("columns", Map.of("node", types(model.getNodeTable()), "edge", types(model.getEdgeTable())));
        found.put("timeline", timeline(model));
        Map<String, Object> nodes = new LinkedHashMap<>();
        for (Node node : graph.getNodes()) {
            nodes.put((String) node.getId(), described(node, node.getColor(), model));
        }
        Map<String, Object> edges = new LinkedHashMap<>();
        for (Edge edge : graph.getEdges()) {
            Map<String, Object> each = described(edge, edge.getColor(), model);
            each.put("source", edge.getSource().getId());
            each.put("target", edge.getTarget().getId());
            each.put("directed", edge.isDirected());
            each.put("kind", edge.getTypeLabel());
            each.put("weight", edge.getWeight());
            edges.put((String) edge.getId(), each);
        }
        found.put("nodes", nodes);
        found.put("edges", edges);
        return found;
    }

    /** Label, colour (with how opaque it is), days, and what stands in the columns, by their titles. */
    private static Map<String, Object> described(Element element, Color colour, GraphModel model) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Column column : element.getTable()) {
            Object value = element.getAttribute(column);
            if (!column.isProperty() && value != null) {
                attributes.put(column.getTitle(), value);
            }
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("label", element.getLabel());
        found.put("colour", String.format("#%08X", Integer.rotateLeft(colour.getRGB(), 8)));
        IntervalSet days = (IntervalSet) element.getAttribute("timeset");
        found.put("days", days == null ? null : days.toString(model.getTimeFormat(), model.getTimeZone()));
        found.put("attributes", attributes);
        return found;
    }

    private static List<List<String>> types(Table table) {
        List<List<String>> types = new ArrayList<>();
        for (Column column : table) {
            if (!column.isProperty()) {
                types.add(List.of(column.getTitle(), column.getTypeClass().getSimpleName()));
            }
        }
        return types;
    }

    /** The first and the last day of the timeline; where one is infinite, Gephi has none to show. */
    private static List<String> timeline(GraphModel model) {
        Interval bounds = model.getTimeBounds();
        List<String> days = new ArrayList<>();
        for (double bound : new double[] {bounds.getLow(), bounds.getHigh()}) {
            days.add(Double.isInfinite(bound) ? null : AttributeUtils.printDate(bound, model.getTimeZone()));
        }
        return days;
    }
}
