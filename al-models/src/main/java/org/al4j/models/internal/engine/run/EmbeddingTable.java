package org.al4j.models.internal.engine.run;

/**
 * An embedding table: each token looks a row up in it.
 *
 * @param tensor its name, without prefix
 * @param by what says which row
 * @param first the row of the index 0
 * @param rows how many there are
 * @param width numbers of a row; that of all tables of a network is the same
 * @param padding the row whose lookup has no gradient, or {@link #NONE}
 */
public record EmbeddingTable(String tensor, By by, int first, int rows, int width, int padding) {
  /** No row is padding's. */
  public static final int NONE = -1;

  /** What says which row a token looks up. */
  public enum By {
    /** The token's id. */
    TOKEN,
    /** The token's place in its sequence, from 0. */
    POSITION,
    /** The token's segment. */
    TYPE
  }

  /** A table of words. */
  public static EmbeddingTable ofTokens(String tensor, int rows, int width, int padding) {
    return new EmbeddingTable(tensor, By.TOKEN, 0, rows, width, padding);
  }

  /** A table of positions. */
  public static EmbeddingTable ofPositions(String tensor, int first, int positions, int width) {
    return new EmbeddingTable(tensor, By.POSITION, first, first + positions, width, NONE);
  }

  /** A table of segments. */
  public static EmbeddingTable ofTypes(String tensor, int rows, int width) {
    return new EmbeddingTable(tensor, By.TYPE, 0, rows, width, NONE);
  }

  public long[] shape() {
    return new long[] {rows, width};
  }

  /** The row that a token looks up. */
  public int row(Batch batch, int token, int position) {
    int index = by == By.TOKEN ? batch.ids()[token] : batch.types()[token];
    return first + (by == By.POSITION ? position : index);
  }
}
