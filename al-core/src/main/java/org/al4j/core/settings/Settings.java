package org.al4j.core.settings;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the maps of {@link Configured#settings}: {@code Settings.named("Badge").with("first",
 * first).toMap()}. The settings of a part within a part go behind its name and a dot. Immutable.
 */
public final class Settings {
  private static final String NAME = "name";
  private static final String PROSE = "description";

  private final TreeMap<String, String> values;

  private Settings(TreeMap<String, String> values) {
    this.values = values;
  }

  /** Settings of a part that is called so; a name that does not change, the class's usually. */
  public static Settings named(String name) {
    return new Settings(new TreeMap<>(Map.of(NAME, name)));
  }

  /** Settings that another part gave, to add to. */
  public static Settings of(Map<String, String> settings) {
    return new Settings(new TreeMap<>(settings));
  }

  /**
   * These settings with one more. A number, text, truth value or enum constant is written as it is,
   * a list as its elements, a record as its components, a {@link Configured} part as its settings;
   * what is null or an empty {@link Optional} is left out.
   *
   * @throws InvalidInputException if nothing is known of the value, such as a function
   */
  public Settings with(String key, @Nullable Object value) {
    TreeMap<String, String> more = new TreeMap<>(values);
    add(more, key, value);
    return new Settings(more);
  }

  /** These settings with the components of a record. */
  public Settings withComponents(Record record) {
    TreeMap<String, String> more = new TreeMap<>(values);
    addComponents(more, "", record);
    return new Settings(more);
  }

  /**
   * These settings with the components of a record that differ from those of another, so that a
   * component that comes in later changes nothing where it has its default.
   *
   * @param defaults of the same class
   */
  public <R extends Record> Settings withComponents(R record, R defaults) {
    TreeMap<String, String> more = new TreeMap<>(values);
    addDifferences(more, "", record, defaults);
    return new Settings(more);
  }

  /** The settings, ordered by name. */
  public Map<String, String> toMap() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Whether a part says what it is set to, by {@link Configured#settings} or in a {@link
   * Configured#describe} of its own.
   */
  public static boolean areKnown(Configured part) {
    return describesItself(part.getClass()) || !part.settings().isEmpty();
  }

  static Map<String, String> byDefault(Configured part) {
    Class<?> type = part.getClass();
    if (part instanceof Record record) {
      try {
        return named(ClassNames.of(type)).withComponents(record).toMap();
      } catch (InvalidInputException e) {
        if (describesItself(type)) {
          return Map.of();
        }
        throw e;
      }
    }
    boolean nameless = type.isAnonymousClass() && describesItself(type); // a number is no name
    return nameless || hasFields(type) ? Map.of() : named(ClassNames.of(type)).toMap();
  }

  private static boolean describesItself(Class<?> type) {
    try {
      return !type.getMethod("describe").getDeclaringClass().isInterface();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every part has describe()", e);
    }
  }

  /** Whether there is anything in which two objects of a class may differ. */
  private static boolean hasFields(Class<?> type) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        boolean outer = field.getName().startsWith("this$"); // where it was written
        if (!Modifier.isStatic(field.getModifiers()) && !outer) {
          return true;
        }
      }
    }
    return false;
  }

  private static void add(Map<String, String> into, String key, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Optional<?> optional) {
      add(into, key, optional.orElse(null));
    } else if (value instanceof Configured part) {
      addPart(into, key, part);
    } else if (value instanceof Collection<?> collection) {
      addAll(into, key, collection);
    } else if (value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(Array.get(value, i));
      }
      addAll(into, key, elements);
    } else if (isPlain(value)) {
      into.put(key, plain(value));
    } else if (value instanceof Record record) {
      into.put(key, ClassNames.of(record.getClass()));
      addComponents(into, key + ".", record);
    } else if (!value.getClass().isHidden() && !hasFields(value.getClass())) {
      into.put(key, ClassNames.of(value.getClass()));
    } else {
      throw new InvalidInputException(
          "nothing is known of what '"
              + key
              + "' is set to, a "
              + ClassNames.of(value.getClass())
              + ": override settings() of the part that has it, and say what tells two of them"
              + " apart");
    }
  }

  /** Whether a value's text says all of it. */
  private static boolean isPlain(Object value) {
    boolean javas = value.getClass().getName().startsWith("java.");
    return value instanceof Enum<?>
        || value instanceof Named
        || value instanceof Number
        || (javas && value instanceof Comparable<?>);
  }

  private static String plain(Object value) {
    if (value instanceof Named named) {
      return named.name();
    }
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }

  private static void addPart(Map<String, String> into, String key, Configured part) {
    Map<String, String> settings = part.settings();
    if (settings.isEmpty() && !describesItself(part.getClass())) {
      throw unknown(part);
    }
    into.put(key, settings.getOrDefault(NAME, ClassNames.of(part.getClass())));
    if (settings.isEmpty()) {
      into.put(key + "." + PROSE, part.describe());
    }
    settings.forEach(
        (name, value) -> {
          if (!name.equals(NAME)) {
            into.put(key + "." + name, value);
          }
        });
  }

  /** What to do about a part of which nothing is known. */
  public static InvalidInputException unknown(Configured part) {
    return new InvalidInputException(
        "nothing is known of what "
            + ClassNames.of(part.getClass())
            + " is set to, so two of them would count as the same when the run is resumed: override"
            + " its settings(), for example by Settings.named(\"my name\").with(..).toMap();"
            + " for an evaluator that is a function, Evaluator.named(..)");
  }

  private static void addAll(Map<String, String> into, String key, Collection<?> elements) {
    if (elements.stream().allMatch(element -> element != null && isPlain(element))) {
      boolean ordered = !(elements instanceof Set) || elements instanceof SortedSet;
      List<String> texts = elements.stream().map(Settings::plain).toList();
      into.put(key, (ordered ? texts : texts.stream().sorted().toList()).toString());
      return;
    }
    if (elements instanceof Set) {
      throw new InvalidInputException(
          "the elements of '"
              + key
              + "' have no order: override settings() of the part that has"
              + " them, and give them in one");
    }
    into.put(key, Integer.toString(elements.size()));
    int i = 0;
    for (Object element : elements) {
      add(into, key + "." + i++, element);
    }
  }

  private static void addComponents(Map<String, String> into, String prefix, Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      add(into, prefix + component.getName(), value(record, component));
    }
  }

  private static void addDifferences(
      Map<String, String> into, String prefix, Record record, Record defaults) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String key = prefix + component.getName();
      Object value = value(record, component);
      Object usual = value(defaults, component);
      if (value instanceof Record one
          && usual instanceof Record other
          && !(value instanceof Configured)
          && one.getClass() == other.getClass()) {
        addDifferences(into, key + ".", one, other);
      } else if (!Objects.equals(value, usual)) {
        add(into, key, value instanceof Optional<?> none && none.isEmpty() ? "none" : value);
      }
    }
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true); // the record may be its package's own
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record gives its components", e);
    }
  }
}
