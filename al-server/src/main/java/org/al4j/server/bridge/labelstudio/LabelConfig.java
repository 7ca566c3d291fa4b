package org.al4j.server.bridge.labelstudio;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolLabels;
import org.al4j.server.project.LabelTask;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a Label Studio project shows: the control by which people label, and the text that it is
 * about.
 *
 * @param control name of the control's tag ({@code from_name})
 * @param object name of the text's tag ({@code to_name})
 * @param key of the text in a task's data
 */
record LabelConfig(String control, String object, String key) {
  private static final String UNFIT = "label-config";

  /**
   * Reads the configuration of a project that has the labels of ours. Of several controls it is the
   * one that has them all and no other; what people say by the others is not ours.
   *
   * @throws BridgeException if it is no XML, has no such control, more than one, or other labels
   */
  static LabelConfig of(String xml, LabelTask labelling) {
    Document document = parse(xml);
    String tag = ToolLabels.isSpans(labelling.task()) ? "Labels" : "Choices";
    List<Element> controls = elements(document.getElementsByTagName(tag));
    if (controls.isEmpty()) {
      throw unfit(
          "the project labels " + labelling.task() + ", so the configuration needs <" + tag + ">");
    }
    List<LabelConfig> fitting = new ArrayList<>();
    List<String> misfits = new ArrayList<>();
    for (Element control : controls) {
      try {
        fitting.add(of(control, document, labelling));
      } catch (BridgeException e) {
        misfits.add("'" + control.getAttribute("name") + "': " + e.getMessage());
      }
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    throw fitting.isEmpty() ? none(tag, misfits) : tooMany(tag, fitting);
  }

  private static BridgeException none(String tag, List<String> misfits) {
    return unfit(
        misfits.size() == 1
            ? misfits.get(0).substring(misfits.get(0).indexOf(": ") + 2)
            : "none of " + misfits.size() + " <" + tag + "> fits: " + String.join("; ", misfits));
  }

  private static BridgeException tooMany(String tag, List<LabelConfig> fitting) {
    List<String> names = fitting.stream().map(one -> "'" + one.control() + "'").toList();
    return unfit(
        "the <"
            + tag
            + "> "
            + String.join(" and ", names)
            + " have the same labels, those of the project: give all but one of them others");
  }

  private static LabelConfig of(Element control, Document document, LabelTask labelling) {
    boolean spans = ToolLabels.isSpans(labelling.task());
    requireLabels(control, spans ? "Label" : "Choice", labelling.names());
    requireChoice(control, labelling.task());
    String object = control.getAttribute("toName");
    for (Element text : elements(document.getElementsByTagName("Text"))) {
      String value = text.getAttribute("value");
      if (text.getAttribute("name").equals(object) && value.startsWith("$")) {
        return new LabelConfig(control.getAttribute("name"), object, value.substring(1));
      }
    }
    throw unfit(
        "<"
            + control.getTagName()
            + "> must be about a <Text> with its text in the task (value=\"$..\")");
  }

  private static void requireChoice(Element control, String task) {
    boolean several = control.getAttribute("choice").equals("multiple");
    if (ToolLabels.isSpans(task)) {
      return;
    }
    if (several != task.equals(ToolLabels.CLASS_SET)) {
      throw unfit(
          "the project labels "
              + task
              + ", so <Choices> must have choice="
              + (several ? "\"single\"" : "\"multiple\""));
    }
    if (control.getAttribute("perRegion").equals("true")) {
      throw unfit("the project labels texts, and with perRegion=\"true\" parts of them are");
    }
  }

  /** What the other side cannot show is lost, and what we do not know is refused later. */
  private static void requireLabels(Element control, String tag, List<String> names) {
    Set<String> theirs = new TreeSet<>();
    for (Element one : elements(control.getElementsByTagName(tag))) {
      String alias = one.getAttribute("alias"); // stands in results where there is one
      theirs.add(alias.isEmpty() ? one.getAttribute("value") : alias);
    }
    if (!theirs.equals(Set.copyOf(names))) {
      throw unfit("the project's labels are " + names + ", the configuration has " + theirs);
    }
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Document parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // its own prints to the console
      return builder.parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | IOException e) {
      throw BridgeException.bad("the label configuration is not valid XML");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot read XML safely", e);
    }
  }

  private static BridgeException unfit(String why) {
    return new BridgeException(422, UNFIT, why);
  }
}
