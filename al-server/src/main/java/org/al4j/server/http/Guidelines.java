package org.al4j.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown as a tree of JSON, which the page makes elements of: {@code kind}, and {@code parts},
 * {@code text} or {@code level}. HTML in it is text; of links and images the address is.
 */
final class Guidelines {
  private static final Parser PARSER = Parser.builder().build();
  private static final int DEEPEST = 20;

  private Guidelines() {}

  /** The parts of a text. */
  static ArrayNode parts(String markdown) {
    return parts(PARSER.parse(markdown), 0);
  }

  private static ArrayNode parts(Node parent, int depth) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (!(node instanceof LinkReferenceDefinition)) {
        parts.add(part(node, depth));
      }
    }
    return parts;
  }

  private static ObjectNode part(Node node, int depth) {
    ObjectNode part = Reply.object();
    if (node instanceof Text text) {
      return part.put("kind", "text").put("text", text.getLiteral());
    } else if (node instanceof HtmlInline html) {
      return part.put("kind", "text").put("text", html.getLiteral());
    } else if (node instanceof SoftLineBreak) {
      return part.put("kind", "text").put("text", " ");
    } else if (node instanceof Code code) {
      return part.put("kind", "code").put("text", code.getLiteral());
    } else if (node instanceof FencedCodeBlock code) {
      return part.put("kind", "block").put("text", code.getLiteral());
    } else if (node instanceof IndentedCodeBlock code) {
      return part.put("kind", "block").put("text", code.getLiteral());
    } else if (node instanceof HtmlBlock html) {
      return part.put("kind", "block").put("text", html.getLiteral());
    } else if (node instanceof Link link) {
      part.put("text", link.getDestination());
    } else if (node instanceof Image image) {
      part.put("text", image.getDestination());
    } else if (node instanceof Heading heading) {
      part.put("level", heading.getLevel());
    }
    part.put("kind", kind(node));
    if (depth < DEEPEST) {
      part.set("parts", parts(node, depth + 1));
    }
    return part;
  }

  private static String kind(Node node) {
    if (node instanceof Link || node instanceof Image) {
      return "link";
    } else if (node instanceof Heading) {
      return "heading";
    } else if (node instanceof Paragraph) {
      return "paragraph";
    } else if (node instanceof Emphasis) {
      return "emphasis";
    } else if (node instanceof StrongEmphasis) {
      return "strong";
    } else if (node instanceof BulletList) {
      return "bullets";
    } else if (node instanceof OrderedList) {
      return "numbers";
    } else if (node instanceof ListItem) {
      return "item";
    } else if (node instanceof BlockQuote) {
      return "quote";
    } else if (node instanceof HardLineBreak) {
      return "break";
    }
    return node instanceof ThematicBreak ? "rule" : "other";
  }
}
