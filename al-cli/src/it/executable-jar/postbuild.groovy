// java -jar al-cli.jar finds what ServiceLoader gives, the natives of this machine, and all its commands.
def java = new File(System.getProperty('java.home'), 'bin/java').path
def jar = new File(basedir, '../../al-cli.jar').canonicalFile
println "${jar.name}: ${(jar.length() / 1e6) as int} MB"
def al = { String... words ->
  def process = new ProcessBuilder([java, '-Xmx1g', '-jar', jar.path, *words]).directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.getText('UTF-8')
  assert process.waitFor() == 0 : output
  output
}
assert al('--version').startsWith('al ')
assert al('strategies').contains('least-confidence')

new File(basedir, 'texts.csv').withWriter('UTF-8') { out ->
  out.writeLine('text,label')
  60.times { i -> out.writeLine("${i % 2 == 0 ? 'the parcel is late' : 'the wrong size'} ${i},${i % 2 == 0 ? 'late' : 'wrong'}") }
}
def checkpoint = new File(basedir, '../../../../al-examples/src/main/resources/org/al4j/examples/checkpoint').canonicalPath
def study = new File(basedir, 'study')
study.deleteDir()
def said = al('simulate', '--data', 'texts.csv', '--model', "transformer(checkpoint=${checkpoint},updates=5,max-length=16)",
    '--strategy', 'random,margin', '--seeds', '1', '--initial', '8', '--batch', '4', '--rounds', '1', '--out', study.path)
assert said.contains('mean accuracy over the run') : said
assert !said.contains('SLF4J') : said
['report.html', 'learning-curve.png', 'runs/margin-seed1/run.jsonl'].each { assert new File(study, it).isFile() : it }
return true
