@rem What sh calls exec, for the npm scripts: cmd has no need of it.
@%*
