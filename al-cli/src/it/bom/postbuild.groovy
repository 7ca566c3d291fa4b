def missing = (new File(basedir, 'build.log').getText('UTF-8') =~ /'dependencies\.dependency\.version' for (\S+) is missing/)
    .collect { it[1] }.unique()
assert missing == ['com.fasterxml.jackson.core:jackson-databind:jar', 'org.junit.jupiter:junit-jupiter:jar']
return true
