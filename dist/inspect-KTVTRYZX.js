import{inspect,readArtifact}from"./chunk-XCFZ5Z65.js";import"./chunk-GV2JH6ND.js";import"./chunk-MIUE4ROU.js";import"./chunk-BAQINV5H.js";export{inspect,readArtifact};
