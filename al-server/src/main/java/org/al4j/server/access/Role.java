package org.al4j.server.access;

/** What a person may do. */
public enum Role {
  /** Label, and see what he said himself. */
  ANNOTATOR,
  /** Everything: invite people, decide, add texts, export. */
  OWNER,
  /** Nothing but what the bridge of its name answers: it is another tool, and no person. */
  TOOL
}
