import{inspect,readArtifact}from"./chunk-2PEO3TEG.js";import"./chunk-22V62NWW.js";import"./chunk-DBYCFMO2.js";import"./chunk-ZCUE2EKG.js";export{inspect,readArtifact};
