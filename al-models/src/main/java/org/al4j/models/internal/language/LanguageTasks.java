package org.al4j.models.internal.language;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.tokenize.TokenizerDefinition;

/** Which question a checkpoint can be asked. */
public final class LanguageTasks {
  private LanguageTasks() {}

  /**
   * The masked words, where the family has a head for them, else the next ones.
   *
   * @throws InvalidInputException if the family has neither head, or the tokenizer no mask
   */
  public static LanguageTask of(Checkpoint checkpoint, Architecture architecture) {
    Set<Head> heads = architecture.heads();
    if (heads.contains(Head.MASKED_LM)) {
      return masking(checkpoint);
    }
    if (heads.contains(Head.CAUSAL_LM)) {
      return new NextWords();
    }
    throw new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s: a %s cannot be adapted, as it has no head that says words; give a BERT,"
                + " DistilBERT, RoBERTa (XLM-R, CamemBERT) or GPT-2",
            checkpoint.directory(),
            architecture.config().modelType()));
  }

  /**
   * The masked words.
   *
   * @throws InvalidInputException if the tokenizer has no mask
   */
  public static LanguageTask masking(Checkpoint checkpoint) {
    TokenizerDefinition tokenizer = checkpoint.tokenizerDefinition();
    int mask =
        tokenizer
            .maskId()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        tokenizer.file()
                            + ": no token hides a word; name one as mask_token in"
                            + " tokenizer_config.json"));
    Set<Integer> special = new TreeSet<>(tokenizer.specialIds());
    special.add(mask);
    return new Masking(mask, special, tokenizer.vocabularySize());
  }
}
