// The natives of one platform are there, of no other, and they work.
def host = new File(basedir, 'host.txt').text
def classPath = new File(basedir, 'target/classpath.txt').text
def jars = classPath.split(File.pathSeparator).collect { new File(it) }
def natives = jars.collect { it.name }.findAll { it =~ /-(linux|windows|macosx|android|ios)-/ && !it.startsWith('al-native-cpu') }
assert natives.size() == 3 && natives.every { it.contains(host) } : natives
println "${jars.size()} files, ${(jars.sum { it.length() } / 1e6) as int} MB"

def java = new File(System.getProperty('java.home'), 'bin/java').path
def process = new ProcessBuilder(java, '-Xmx1g', '-cp', new File(basedir, 'target/classes').path + File.pathSeparator + classPath,
    'example.Check').directory(basedir).redirectErrorStream(true).start()
def output = process.inputStream.getText('UTF-8')
println output
assert process.waitFor() == 0
assert output.contains('sum 3.0')
return true
