package org.al4j.server.bridge.inception;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.al4j.server.bridge.BridgeException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASRuntimeException;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.InvalidXMLException;
import org.apache.uima.util.XMLInputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Documents with annotations as UIMA writes them: XMI and a type system. */
final class CasDocument {
  private CasDocument() {}

  /**
   * A type system.
   *
   * @throws BridgeException if it is none, or imports others: no file of this machine is read
   */
  static TypeSystemDescription types(String xml) {
    try (InputStream in = bytes(xml)) {
      TypeSystemDescription types =
          UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(in, null));
      if (types.getImports().length > 0) {
        throw BridgeException.bad("the type system must import nothing");
      }
      return types;
    } catch (InvalidXMLException | IOException e) {
      throw BridgeException.bad("'typeSystem' is no type system of UIMA");
    }
  }

  /**
   * A document.
   *
   * @throws BridgeException if it is none of that type system
   */
  static CAS read(String xmi, TypeSystemDescription types) {
    try (InputStream in = bytes(xmi)) {
      CAS cas = CasCreationUtils.createCas(types, null, null);
      DefaultHandler handler =
          new XmiCasDeserializer(cas.getTypeSystem()).getXmiCasHandler(cas, true);
      parser().parse(in, handler);
      if (cas.getDocumentText() == null) {
        throw BridgeException.bad("'xmi' has no text");
      }
      return cas;
    } catch (ResourceInitializationException | CASRuntimeException e) {
      throw BridgeException.bad("'typeSystem' and 'xmi' do not go together");
    } catch (SAXException | IOException e) {
      throw BridgeException.bad("'xmi' is no document in XMI");
    }
  }

  /** UIMA's own reads a DOCTYPE, and prints what is wrong to the console. */
  private static SAXParser parser() throws SAXException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newSAXParser();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot read XML safely", e);
    }
  }

  private static InputStream bytes(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  /** The document as XMI. */
  static String write(CAS cas) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XmiCasSerializer.serialize(cas, out);
    } catch (SAXException e) {
      throw BridgeException.bad("'xmi' has characters that XML cannot hold");
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
