// Runs the program as its user would; it prints its rounds and leaves a model and a durable run. Run again, it
// goes on, which here means that nothing is left to do, and the model gives way to the same one.
def classPath = new File(basedir, 'target/classes').path + File.pathSeparator + new File(basedir, 'target/classpath.txt').text
def java = new File(System.getProperty('java.home'), 'bin/java').path
def run = {
  def process = new ProcessBuilder(java, '-Xmx1g', '-cp', classPath, 'Quickstart', 'train.csv', 'test.csv')
      .directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.getText('UTF-8')
  println output
  assert process.waitFor() == 0
  output.readLines().findAll { it =~ /^\d+ labels: / }
}
def files = { folder ->
  def all = [:]
  new File(basedir, folder).eachFileRecurse { if (it.file) all[it.path] = it.bytes.toList().hashCode() }
  all
}
def rounds = run()
assert rounds.size() >= 5 : "expected at least five rounds, got ${rounds}"
assert new File(basedir, 'model').isDirectory()
assert new File(basedir, 'run').isDirectory()
def model = files('model')
assert run() == rounds
assert files('model') == model
assert basedir.list().findAll { it.startsWith('.al4j') }.isEmpty()
return true
