// TF-IDF, margin and an evaluation run, and are resumed, where ND4J has no backend.
def classPath = new File(basedir, 'target/classpath.txt').text
def jars = classPath.split(File.pathSeparator).collect { new File(it) }
assert jars.every { !(it.name =~ /nd4j-native-\d.*(linux|windows|macosx)/) && !it.name.startsWith('al-native-cpu') } : jars
println "pure Java: ${jars.size()} files, ${(jars.sum { it.length() } / 1e6) as int} MB"
jars.sort { -it.length() }.take(5).each { println "  ${it.name} ${(it.length() / 1e5) as int} / 10 MB" }

def java = new File(System.getProperty('java.home'), 'bin/java').path
def run = {
  def process = new ProcessBuilder(java, '-Xmx256m', '-cp', new File(basedir, 'target/classes').path + File.pathSeparator + classPath,
      'example.PureJava', new File(basedir, 'run').path).directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.getText('UTF-8')
  println output
  assert process.waitFor() == 0
  output
}
def first = run()
assert first.contains('backend: false')
assert first.contains('40 labels')
assert run().endsWith(first.readLines().last() + System.lineSeparator()) // resumed, with the same scores
return true
