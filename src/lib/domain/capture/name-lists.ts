const words = (list: string) => new Set(list.split(/\s+/).filter(Boolean));

/** Common given names in the United States: what makes two capitalised words at the start of a title a person. */
export const GIVEN_NAMES: ReadonlySet<string> = words(`
aaron abigail adam adrian aiden alan albert alejandro alex alexa alexander alexandra alexis alice alicia allison
alyssa amanda amber amelia amy ana andrea andrew angel angela anna anne anthony antonio aria ariana arthur ashley
aubrey audrey austin ava avery barbara beatrice benjamin bernard beth betty beverly bobby bonnie bradley brandon
brenda brian brianna brittany bruce bryan caleb cameron camila carl carla carlos carmen carol caroline carolyn
carter catherine charles charlotte cheryl chloe chris christian christina christine christopher cindy claire clara
claudia connor craig crystal cynthia daniel danielle david dawn deborah debra denise dennis derek diana diane diego
donald donna doris dorothy douglas dylan edith edward eduardo edwin elaine eleanor elena elijah elizabeth ella ellen
emily emma eric erica erin ethan eugene eva evan evelyn fatima felix fernando florence frances francis francisco
frank fred gabriel gabriela gail gary george gerald geraldine gianna gilbert gladys glenn gloria gordon grace greg gregory
hailey hannah harold harper harriet harry hazel heather hector helen henry howard hunter ian ibrahim irene isaac
isabel isabella isaiah ivan jack jackson jacob jacqueline james jane janet janice jason jasmine javier jayden jean
jeff jeffrey jennifer jeremy jerry jesse jessica jesus jill jim jimmy joan joanne joe joel john johnny jonathan
jordan jorge jose joseph joshua joyce juan juanita judith judy julia julian julie justin karen karl katherine
kathleen kathryn kathy katie kayla keith kelly kenneth kevin kim kimberly kyle landon larry laura lauren laurie
lawrence leah leo leon leonard leslie levi liam lillian lily linda lisa logan lois lori lorraine louis louise lucas
lucia lucy luis luke luna lydia lynn madison makayla manuel marcia marcus margaret maria marie marilyn mario marion
marjorie martha martin marvin mary mason mateo matthew megan melanie melissa mia michael michele michelle miguel
mike mildred mohamed mohammed molly monica morgan muhammad nancy natalie nathan nathaniel nicholas nicole noah nora
norma norman oliver olivia omar oscar pamela patricia patrick paul paula pauline pedro peggy penelope peter philip
phillip phyllis rachel ralph ramon raymond rebecca ricardo richard riley rita robert roberta robin rodney roger
ronald rosa rose rosemary roy ruby russell ruth ryan samantha samuel sandra sara sarah scott sean sebastian sergio
shannon sharon shawn sheila sherry shirley sofia sophia stanley stella stephanie stephen steve steven stuart susan
suzanne sydney sylvia tamara tammy teresa terry thelma theodore theresa thomas tiffany timothy tina todd tom tony
tracy travis troy tyler valerie vanessa vera vernon veronica victoria vincent violet virginia vivian wanda warren
wayne wendy wesley willie william yolanda yvonne zachary zoe
`);

/** Capitalised words of a practice that are nobody's name: payers, places, days, and what its cards begin with. */
export const NO_NAMES: ReadonlySet<string> = words(`
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april
may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
dr mr mrs ms miss prof jr sr period
front desk clinical team billing management office inbox done doing huddle board practice clinic hospital center
centre department reception waiting room school university church county state city street avenue north south east
west new old
medicare medicaid aetna cigna humana anthem blue cross shield united healthcare health care kaiser permanente tricare
optum molina centene wellcare ambetter magellan evicore availity advantage supplement plan part insurance payer
carrier union fund veteran affair administration worker comp compensation auto liability
american medical association physical occupational speech therapy therapist pathology orthopedic orthopaedic sport
rehab rehabilitation spine pediatric paediatric neurology cardiology radiology imaging surgery surgical urgent primary
family internal medicine group partner institute associate pharmacy lab laboratory home agency hospice nursing
verify call fax email refax re confirm check send ask tell get work post prep prepare review renew rebook schedule
reschedule cancel update order print file scan submit appeal audit clear close count collect co-sign sign enter follow
find fix give hold invoice log look mail move note pay pull read record refer refund remind request return run see set
train write start stop finish open help plan text thank fill clean replace restock bring take
referral authorization authorisation auth claim denial evaluation eval progress report discharge summary note visit
appointment intake form copay deductible statement balance payment credit morning afternoon evening midday daily weekly
monthly yearly tomorrow today yesterday week month year opening closing wait list schedule fee policy card copy chart
record letter phone voicemail portal message supply supplies equipment ultrasound hydrocollator good great happy thank
please dear hi hello the this that these those a an and or if when what who why how no not all any each every both
google microsoft excel word outlook teams zoom adobe amazon costco staples fedex ups usps wi fi internet windows apple
spanish english french german russian mandarin american board certified quality improvement risk analysis security
privacy rule act safety data sheet emergency drill fire first aid red light green black white level phase grade stage
total knee hip shoulder replacement rotator cuff berg balance scale time timed go
`);
