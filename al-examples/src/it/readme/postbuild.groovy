// Runs the program as its user would; it prints its rounds and leaves a model and a durable run.
def classPath = new File(basedir, 'target/classes').path + File.pathSeparator + new File(basedir, 'target/classpath.txt').text
def java = new File(System.getProperty('java.home'), 'bin/java').path
def process = new ProcessBuilder(java, '-Xmx1g', '-cp', classPath, 'Quickstart', 'train.csv', 'test.csv')
    .directory(basedir).redirectErrorStream(true).start()
def output = process.inputStream.getText('UTF-8')
println output
assert process.waitFor() == 0
def rounds = output.readLines().findAll { it =~ /^\d+ labels: / }
assert rounds.size() >= 5 : "expected at least five rounds, got ${rounds}"
assert new File(basedir, 'model').isDirectory()
assert new File(basedir, 'run').isDirectory()
return true
